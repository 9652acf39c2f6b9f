internal import Curves

extension Figure {
  static let gates = Figure(
    name: "8", title: "Michaelis-Menten chemistry: logic gates", studies: GateStudies.all,
    claims: { records in
      GateStudies.gates.flatMap { gate in
        [
          Claim(
            "\(gate.uppercased()): share of patterns right",
            records.numbers("gate-" + gate, "right-after"), "all"
          ) { $0 == 1 }, alignment(records, "gate-" + gate),
        ]
      }
    },
    plots: { records in
      let bars = GateStudies.gates.compactMap { gate -> PlotPanel? in
        guard let first = records.of("gate-" + gate).first else { return nil }
        var panel = PlotPanel(
          gate.uppercased(), x: "inputs", y: "output",
          series: [
            first.series("before", .marks, color: 6), first.series("after", .marks, color: 0),
          ])
        panel.xTicks = gate == "not" ? ["0", "1"] : ["0 0", "0 1", "1 0", "1 1"]
        panel.yRange = [-0.1, 1.6]
        return panel
      }
      let curves = errors(records, GateStudies.gates.map { "gate-" + $0 })
      return ["8": Plot("Gates", columns: 4, panels: bars + [curves])]
    })

  static let ecology = Figure(
    name: "9", title: "Lotka-Volterra ecology (with figure 13, attractors)",
    studies: [EcologyStudy.ecology],
    claims: { records in
      let before = records.numbers("ecology", "alive-before")
      let after = records.numbers("ecology", "atTarget-after")
      return [
        Claim("species alive before, share of starts", before, "at most 0.15") { $0 <= 0.15 },
        Claim(
          "at its set value after, share of starts", after, "0.8 and more",
          needed: needed(0.8, of: after)
        ) { $0 >= 0.8 },
        Claim(
          "mean squared error falls by", records.numbers("ecology", "bestFall"), ""
        ) { _ in true },
        alignment(records, "ecology"),
      ]
        + ["before", "after"].flatMap { when in
          ["fixed", "periodic", "quasiPeriodic"].map { kind in
            Claim(
              "\(kind) attractors \(when)", records.numbers("ecology", "\(kind)-\(when)"), ""
            ) { _ in true }
          }
        }
    },
    plots: { records in
      guard let first = records.of("ecology").first else { return [:] }
      var plots = [
        "9": Plot(
          "A species is brought back", columns: 2,
          panels: [
            PlotPanel(
              "the species, from the uniform start", x: "time", y: "N",
              series: [
                first.series("before", .thinLine, color: 6), first.series("after"),
              ]), errors(records, ["ecology"]),
          ]
            + ["before", "after"].map { when in
              PlotPanel(
                "attractors \(when): the species in each", x: "attractor, by its share", y: "",
                series: [
                  first.series("species-" + when, title: "N of the species", .marks, color: 0),
                  first.series("shares-" + when, title: "share of starts", .marks, color: 1),
                ])
            })
      ]
      let cycles = records.of("ecology").flatMap { record in
        ["periodic-before", "quasiPeriodic-before", "periodic-after", "quasiPeriodic-after"]
          .filter { record.curves[$0] != nil }
          .map {
            PlotPanel(
              "\($0), network \(record.seed)", x: "time", y: "sum of N",
              series: [record.series($0, title: "")])
          }
      }
      if !cycles.isEmpty {
        plots["13"] = Plot("Cycles", columns: 2, panels: Array(cycles.prefix(8)))
      }
      return plots
    })
}
