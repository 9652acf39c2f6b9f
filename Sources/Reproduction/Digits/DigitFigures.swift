internal import Curves

/// Variants of equilibrium propagation on handwritten digits, in the device's fixed point.
extension Figure {
  static let vectorField = Figure(
    name: "vector-field", title: "Digits: weights that differ in their two directions",
    studies: [VectorFieldStudy.vectorField],
    claims: { records in
      guard !records.of("vector-field").isEmpty else { return [] }
      return [
        digits(records, "vector-field", "test", quick: 20),
        stated("vector-field", "training error, percent", "train", records),
        Claim(
          "cosine of weights there and back, before learning",
          records.numbers("vector-field", "cosineBefore"), "independent: within .05"
        ) { abs($0) < 0.05 },
        stated("vector-field", "the same after it", "cosineAfter", records),
      ]
    },
    plots: { records in
      plot("vector-field", "Weights that differ in their two directions", records, ["": ""])
    })

  static let spiking = Figure(
    name: "spiking", title: "Digits: nodes that send 0, 1 or -1", studies: [SpikingStudy.spiking],
    claims: { records in
      guard !records.of("spiking").isEmpty else { return [] }
      let told = [
        ("training error, percent", "train"),
        ("messages per example, in 100 free and 50 nudged steps", "messages"),
        ("of the input, free", "free-input"), ("of the hidden nodes, free", "free-hidden"),
        ("of the outputs, free", "free-output"), ("of the hidden nodes, nudged", "nudged-hidden"),
        ("of the outputs, nudged", "nudged-output"),
        ("steps that were not left out", "stepsDone"),
        ("values that a graded network sends in as many steps", "gradedSameSteps"),
        ("messages to these", "shareSameSteps"),
        ("values that one sends in 20 free and 4 nudged steps", "gradedUsual"),
        ("messages to these", "shareUsual"),
      ]
      return [digits(records, "spiking", "test")]
        + told.map { stated("spiking", $0.0, $0.1, records) }
    },
    plots: { records in
      plot("spiking", "Nodes that send 0, 1 or -1", records, ["": ""])
    })
}

extension Figure {
  /// Test errors at the end, of all seeds. Quick ones learn a tenth of the examples, three times.
  static func digits(
    _ records: [StudyRecord], _ study: String, _ name: String,
    _ text: String = "test error, percent", quick: Double = 15
  ) -> Claim {
    let bar = records.of(study).contains { $0.isQuick } ? quick : 3
    return Claim(text, records.numbers(study, name), "\(bar) and less") { $0 <= bar }
  }

  /// What has no bar.
  static func stated(
    _ study: String, _ text: String, _ name: String, _ records: [StudyRecord]
  ) -> Claim {
    Claim(text, records.numbers(study, name), "") { _ in true }
  }

  /// Errors by epoch; `names`: courses with what the legend calls them.
  static func plot(
    _ study: String, _ title: String, _ records: [StudyRecord],
    _ names: KeyValuePairs<String, String>
  ) -> [String: Plot] {
    guard !records.of(study).isEmpty else { return [:] }
    return [study: Plot(title, columns: 2, panels: errors(study, records, names))]
  }

  static func errors(
    _ study: String, _ records: [StudyRecord], _ names: KeyValuePairs<String, String>
  ) -> [PlotPanel] {
    ["test", "train"].map { part in
      PlotPanel(
        part == "test" ? "test error, percent" : "training error, percent", x: "epochs", y: "",
        series: names.enumerated().flatMap { number, name in
          records.of(study).enumerated().map { index, record in
            record.series(
              part + (name.key.isEmpty ? "" : "-" + name.key),
              title: index == 0 ? name.value : "", color: number)
          }
        })
    }
  }
}
