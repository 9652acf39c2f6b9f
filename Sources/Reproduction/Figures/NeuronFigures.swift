internal import Curves

extension Figure {
  static let target = Figure(
    name: "6", title: "Leaky neurons: four values in time", studies: [NeuronStudies.target],
    claims: { records in
      let fall = records.numbers("target", "bestFall")
      let descent = records.numbers("target", "descentFall")
      return [
        Claim(
          "mean squared error falls by (best kept)", fall, "100 and more",
          needed: needed(0.9, of: fall)
        ) { $0 >= 100 },
        Claim(
          "the same by exact gradient descent", descent, "100 and more",
          needed: needed(0.9, of: descent)
        ) { $0 >= 100 },
        alignment(records, "target"),
      ]
    },
    plots: { records in
      guard let first = records.of("target").first else { return [:] }
      var both = errors(records, ["target"])
      both.title = "mean squared error: local rule and gradient descent"
      both.series += records.of("target").enumerated().map { index, record in
        record.series(
          "descent", title: index == 0 ? "gradient descent" : "", .thinLine, color: 1)
      }
      return [
        "6": Plot(
          "Four values in time", columns: 2,
          panels: [
            PlotPanel(
              "output", x: "time", y: "state",
              series: [
                first.series("target", title: "wanted", .marks, color: 1),
                first.series("before", .thinLine, color: 6), first.series("after"),
              ]), both, network(first, "before", "synapses before training"),
            network(first, "after", "synapses after training"),
          ])
      ]
    })

  static let words = Figure(
    name: "7", title: "Leaky neurons: spoken zero and one", studies: [WordStudy.words],
    claims: { records in
      let after = records.numbers("words", "accuracy-after")
      let before = records.numbers("words", "accuracy-before")
      guard !after.isEmpty else { return [] }
      return [
        Claim(
          "accuracy on unheard utterances", after, "95 % and more",
          needed: needed(0.9, of: after)
        ) { $0 >= 0.95 },
        Claim("accuracy before training", [before.mean], "near a half") { $0 < 0.65 },
        alignment(records, "words"),
      ]
        + ["before", "after"].flatMap { when in
          ["0-as-0", "0-as-1", "1-as-0", "1-as-1"].map { cell in
            let sum = records.numbers("words", "\(when)-\(cell)").reduce(0, +)
            return Claim("\(when) training, word \(cell), of all tests", [sum], "") { _ in true }
          }
        }
    },
    plots: { records in
      guard let first = records.of("words").first else { return [:] }
      let bands = (0..<2).map { word in
        PlotPanel(
          "\"\(word == 0 ? "zero" : "one")\": currents of three bands", x: "seconds", y: "",
          series: (0..<3).map {
            first.series(
              "band\($0)-of-\(word)", title: ["250-450 Hz", "700-1300 Hz", "1500-2600 Hz"][$0],
              color: $0)
          })
      }
      let outputs = (0..<2).map { word in
        PlotPanel(
          "outputs under \"\(word == 0 ? "zero" : "one")\"", x: "seconds", y: "state",
          series: [
            first.series("zero-under-\(word)", title: "zero neuron"),
            first.series("one-under-\(word)", title: "one neuron", color: 1),
          ])
      }
      return ["7": Plot("Spoken words", columns: 2, panels: bands + outputs)]
    })
}

extension [Double] {
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
