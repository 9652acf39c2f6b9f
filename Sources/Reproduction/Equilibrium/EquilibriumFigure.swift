internal import Curves

extension Figure {
  /// Two theorems on equilibrium propagation, through the device's fixed point.
  static let equilibriumTheory = Figure(
    name: "equilibrium-theory",
    title: "Equilibrium propagation against backpropagation, in fixed point",
    studies: [EquilibriumStudies.throughTime, EquilibriumStudies.recurrent],
    claims: { bars($0) + sizes($0) + gradients($0) },
    plots: { records in
      var plots: [String: Plot] = [:]
      if let first = records.of("through-time").first {
        plots["equilibrium-theory"] = Plot(
          "Equilibrium propagation and backpropagation through time", columns: 2,
          panels: groups.map { panel(first, $0, "through time") } + [strengthPanel(records)])
      }
      if let first = records.of("recurrent-backpropagation").first {
        plots["equilibrium-theory-recurrent"] = Plot(
          "Equilibrium propagation and recurrent backpropagation", columns: 2,
          panels: groups.prefix(4).map { panel(first, $0, "side network") })
      }
      return plots
    })

  private static let groups = [0, 1, 2, 4, 5]

  private static func bars(_ records: [StudyRecord]) -> [Claim] {
    let key = EquilibriumStudies.key("device", isCentred: true, 1)
    return [
      ("through-time", key, "each step against backpropagation through time"),
      ("recurrent-backpropagation", "steps", "each step against recurrent backpropagation"),
      (
        "recurrent-backpropagation", "continuous",
        "against recurrent backpropagation in continuous time"
      ),
    ].map { study, number, text in
      Claim(
        "\(text): root mean square error, mean of groups, nudge of .1 to both sides",
        records.numbers(study, number), "at most .02"
      ) { $0 <= 0.02 }
    }
  }

  private static let names = [
    "device": "32-bit states", "elements": "32-bit states, contrasts in 16 bits",
    "float64": "float64", "narrow": "16-bit states",
  ]

  private static let strengths = [".01", ".1", ".5"]

  /// What other formats and strengths come to, through time.
  private static func sizes(_ records: [StudyRecord]) -> [Claim] {
    ["float64", "device", "elements", "narrow"].flatMap { name in
      [false, true].flatMap { isCentred in
        strengths.enumerated().map { index, strength in
          let values = records.numbers(
            "through-time", EquilibriumStudies.key(name, isCentred: isCentred, index))
          let sides = isCentred ? "both sides" : "one side"
          return Claim(
            "\(names[name] ?? name), nudge of \(strength) to \(sides)", values, "", needed: 0
          ) { _ in true }
        }
      }
    }
  }

  private static func gradients(_ records: [StudyRecord]) -> [Claim] {
    strengths.enumerated().map { index, strength in
      Claim(
        "whole contrasts in 16 bits against the gradient at rest, nudge of \(strength) to both sides",
        records.numbers("recurrent-backpropagation", "gradient-\(index)"), "", needed: 0
      ) { _ in true }
    }
  }

  private static func panel(_ record: StudyRecord, _ group: Int, _ other: String) -> PlotPanel {
    PlotPanel(
      ToyProcess.names[group], x: "time since the nudge",
      y: group < 2 ? "velocity / nudge" : "change / nudge",
      series: (0..<ToyProcess.drawnMembers).flatMap { place in
        [
          record.series(
            "gradient-\(group)-\(place)", title: place == 0 ? other : "", color: place),
          record.series(
            "device-\(group)-\(place)", title: place == 0 ? "fixed point" : "", .points,
            color: place),
        ]
      })
  }

  private static func strengthPanel(_ records: [StudyRecord]) -> PlotPanel {
    var panel = PlotPanel("mean error of groups (dashed: one side)", x: "nudge", y: "")
    panel.hasLogarithmicX = true
    panel.hasLogarithmicY = true
    for (color, name) in ["float64", "device", "elements", "narrow"].enumerated() {
      for isCentred in [false, true] {
        let means = EquilibriumStudies.strengths.indices.map { index in
          records.numbers(
            "through-time", EquilibriumStudies.key(name, isCentred: isCentred, index)
          ).mean
        }
        panel.series.append(
          PlotSeries(
            isCentred ? names[name] ?? name : "", x: EquilibriumStudies.strengths, y: means,
            kind: isCentred ? .line : .dashed, color: color))
      }
    }
    return panel
  }
}
