internal import Curves

extension Figure {
  static let allostery = Figure(
    name: "4", title: "Kuramoto phases: allostery", studies: [PhaseStudies.allostery],
    claims: { records in
      let fall = records.numbers("allostery", "bestFall")
      return [
        Claim(
          "mean squared error falls by (best kept)", fall, "20 and more",
          needed: needed(0.8, of: fall)
        ) { $0 >= 20 },
        Claim(
          "K of exactly 0: elements that move", records.numbers("allostery", "movedFromZero"),
          "0: it cannot start"
        ) { $0 == 0 },
        Claim(
          "K of exactly 0: exact gradient", records.numbers("allostery", "gradientAtZero"), "0"
        ) { $0 == 0 },
        alignment(records, "allostery"),
      ]
    },
    plots: { records in
      guard let first = records.of("allostery").first else { return [:] }
      return [
        "4": Plot(
          "A distant output follows", columns: 2,
          panels: [
            network(first, "before", "before training"),
            network(first, "after", "after: the path that was strengthened"),
            PlotPanel(
              "output", x: "time", y: "phase",
              series: [
                first.series("target", title: "wanted", .dashed, color: 1),
                first.series("before", .thinLine, color: 6), first.series("after"),
              ]), errors(records, ["allostery"]),
          ])
      ]
    })

  static let synchrony = Figure(
    name: "5", title: "Kuramoto phases: synchronisation (with figure 12, reciprocal)",
    studies: [PhaseStudies.synchrony, PhaseStudies.synchronyReciprocal],
    claims: { records in
      let order = records.numbers("synchrony", "order-after")
      let frequency = records.numbers("synchrony", "frequency-after")
      let fixed = records.numbers("synchrony-reciprocal", "meanFrequencyDrift-after")
      let missed = records.numbers("synchrony-reciprocal", "frequency-after")
      return [
        Claim("order parameter r", order, "0.98 and more", needed: needed(0.8, of: order)) {
          $0 >= 0.98
        },
        Claim(
          "common frequency", frequency, "within 2 % of 0.5", needed: needed(0.8, of: frequency)
        ) { abs($0 - 0.5) <= 0.01 },
        Claim("reciprocal: drift of the mean frequency", fixed, "0 to rounding") { $0 < 1e-13 },
        Claim("reciprocal: frequency", missed, "misses 0.5 by more than 2 %") {
          abs($0 - 0.5) > 0.01
        }, alignment(records, "synchrony"),
      ]
    },
    plots: { records in
      var plots: [String: Plot] = [:]
      for (study, name, title) in [
        ("synchrony", "5", "Synchronisation away from the mean frequency"),
        ("synchrony-reciprocal", "12", "Reciprocal couplings cannot"),
      ] {
        guard let first = records.of(study).first else { continue }
        let panels = ["before", "after"].map { when in
          PlotPanel(
            when, x: "time", y: "phases",
            series: (0..<12).map {
              first.series("\(when)\($0)", title: "", .thinLine, color: $0)
            })
        }
        plots[name] = Plot(title, columns: 2, panels: panels + [errors(records, [study])])
      }
      return plots
    })
}
