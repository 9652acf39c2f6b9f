import BoardInterface
import Foundation

/// Both fits in turn: each needs what the other finds.
struct Solver {
  private let circuit: Circuit
  private let noise: ReadingNoise
  private let measured: [MeasuredVolts]

  struct Solution {
    var estimate: BoardEstimate
    var channels: ChannelFit
    var elements: ElementFit
    var faults: [BoardFault]
  }

  /// How much chi-square must grow for an element to count as broken.
  private static var evidence: Double { 50 }

  init(_ circuit: Circuit, _ noise: ReadingNoise, _ measured: [MeasuredVolts]) {
    self.circuit = circuit
    self.noise = noise
    self.measured = measured
  }

  func solve(
    _ common: [Observation], _ driven: [Observation], _ verdicts: [ResponseTest.Verdict],
    _ progress: (Double) -> Void
  ) throws(CalibrationError) -> Solution {
    var estimate = BoardEstimate(circuit)
    let silent = verdicts.indices.filter { verdicts[$0] == .silent }
    for element in silent {
      let law = circuit.laws[element]
      estimate.fixed[element] = log(
        law.nominalSiemens(circuit.model.elements[element].startTap))
    }
    var best: Solution?
    let rounds = 4
    for round in 0..<rounds {
      best = try fitted(estimate, common, driven, steps: silent.isEmpty ? 6 : 20)
      if let best { estimate = best.estimate }
      progress(Double(round + 1) / Double(rounds))
    }
    guard var best else { throw Self.unsolvable }
    // An element that carries nothing because its neighbour is broken is sound for all one knows.
    if silent.count <= 12 {
      for element in silent {
        var without = best.estimate
        without.fixed[element] = nil
        let other = try fitted(without, common, driven, steps: 20)
        let allowed = Self.evidence * max(1, best.elements.misfit)
        if other.elements.chiSquare < best.elements.chiSquare + allowed {
          best = other
        }
      }
    }
    guard best.elements.findErrors(best.estimate),
      best.channels.improve(&best.estimate, common)
    else { throw Self.unsolvable }
    best.faults = best.estimate.fixed.sorted { $0.key < $1.key }.map { element, siemens in
      fault(element, siemens: exp(siemens))
    }
    return best
  }

  private func fitted(
    _ start: BoardEstimate, _ common: [Observation], _ driven: [Observation], steps: Int
  ) throws(CalibrationError) -> Solution {
    var estimate = start
    var channels = ChannelFit(circuit, noise, measured: measured)
    guard channels.improve(&estimate, common) else { throw Self.unsolvable }
    var elements = ElementFit(circuit, noise, channels, driven)
    guard elements.improve(&estimate, steps: steps) else { throw Self.unsolvable }
    return Solution(estimate: estimate, channels: channels, elements: elements, faults: [])
  }

  private func fault(_ element: Int, siemens: Double) -> BoardFault {
    let law = circuit.laws[element]
    let channel = UInt32(element)
    let sound = law.soundSiemens
    if siemens < sound.lowerBound / 3 { return BoardFault(.elementOpen, channel: channel) }
    if siemens > sound.upperBound * 2 { return BoardFault(.elementShorted, channel: channel) }
    return BoardFault(
      .elementStuck, channel: channel, detail: Int32(law.nearestTap(siemens: siemens)))
  }

  private static var unsolvable: CalibrationError {
    .unsuitable(
      "the readings fit no network of this graph; check that the board file's nodes, elements and "
        + "sources are those of the board")
  }
}
