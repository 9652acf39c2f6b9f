import BoardInterface

/// The broken probes of a board, and what they give.
struct ProbeFaults {
  var probes: [Probe]

  struct Probe {
    var node: Int
    var kind: BoardFault.Kind
    /// The middle and the upper end of the converter's range.
    var middleCode: Double
    var highestCode: Double
  }

  init(_ effects: FaultEffects, _ model: BoardModel) {
    let errors = ConverterErrors(
      model.probes.converter, stream: .probeErrors, channel: 0, seed: model.seed)
    let middle = errors.codeMax / 2
    probes = effects.probes.map { node, kind in
      Probe(
        node: node, kind: kind, middleCode: errors.quantises ? roundedToInteger(middle) : middle,
        highestCode: errors.codeMax)
    }
  }
}
