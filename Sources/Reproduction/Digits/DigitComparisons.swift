internal import Curves

extension Figure {
  static let initialised = Figure(
    name: "initialised", title: "Digits: the fixed point foreseen",
    studies: [InitialisedStudy.initialised],
    claims: { records in
      guard let first = records.of("initialised").first else { return [] }
      let worse = first.isQuick ? 2 : 0.2
      func told(_ text: String, _ name: String) -> Claim {
        stated("initialised", text, name, records)
      }
      let start = "test error, percent, learnt with"
      return [
        digits(records, "initialised", "test-prediction-5", start + " 5 free sweeps, foreseen"),
        told(start + " 20 free sweeps from rest", "test-rest-20"),
        Claim(
          "a quarter of the sweeps: worse by, percent", records.numbers("initialised", "worse"),
          "\(worse) and less"
        ) { $0 <= worse },
        told(start + " 10 free sweeps from rest", "test-rest-10"),
        told(start + " 5 free sweeps from rest", "test-rest-5"),
        told("the network of 20 sweeps: test error at its fixed points, percent", "test-end"),
        told("sweeps to within .2 percent of it, from rest", "needed-rest"),
        told("sweeps to within .2 percent of it, foreseen", "needed-prediction"),
      ]
    },
    plots: { records in
      guard let first = records.of("initialised").first else { return [:] }
      func bySweeps(_ title: String, _ name: String) -> PlotPanel {
        var panel = PlotPanel(
          title, x: "free sweeps", y: "",
          series: [("rest", "from rest"), ("prediction", "foreseen")].enumerated().map {
            first.series(name + $1.0, title: $1.1, color: $0)
          })
        panel.hasLogarithmicY = true
        return panel
      }
      let epochs = errors(
        "initialised", records,
        [
          "prediction-5": "5 sweeps, foreseen", "rest-20": "20 from rest",
          "rest-10": "10 from rest", "rest-5": "5 from rest",
        ])
      return [
        "initialised": Plot(
          "The fixed point foreseen", columns: 2,
          panels: epochs + [
            bySweeps("test error, percent, of one network", "error-"),
            bySweeps("distance from its fixed points", "distance-"),
          ])
      ]
    })

  static let continual = Figure(
    name: "continual", title: "Digits: weights that change while the network is nudged",
    studies: [ContinualStudy.continual],
    claims: { records in
      guard let first = records.of("continual").first else { return [] }
      let worse = first.isQuick ? 3 : 1.5
      return [
        stated("continual", "test error, percent", "test-continual", records),
        digits(records, "continual", "test-plain", "the same, turned behind the phase"),
        Claim(
          "at every step: worse by, percent", records.numbers("continual", "worse"),
          "\(worse) and less"
        ) { $0 <= worse },
      ]
    },
    plots: { records in
      plot(
        "continual", "Weights that change while the network is nudged", records,
        ["continual": "at every step", "plain": "behind the phase"])
    })
}
