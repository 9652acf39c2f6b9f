import BoardInterface
import Foundation

/// Turns what was estimated into figures.
struct Results {
  private let circuit: Circuit
  private let solution: Solver.Solution
  private let noise: [Double]
  private let settling: SettlingFigures

  init(
    _ circuit: Circuit, _ solution: Solver.Solution, noise: [Double], settling: SettlingFigures
  ) {
    self.circuit = circuit
    self.solution = solution
    self.noise = noise
    self.settling = settling
  }

  func report(
    bench: Bench, repeatability: Double, sweep: [Observation], verdicts: [ResponseTest.Verdict]
  ) -> CalibrationReport {
    let sound = circuit.laws.indices.filter { solution.estimate.fixed[$0] == nil }
    let drivers = circuit.drivers.indices.map(driver)
    // A board with read-back knows the tap; the readings only tell which nominal one would conduct
    // as much.
    let faults = solution.faults.map { fault in
      bench.notices.first { $0.kind == fault.kind && $0.channel == fault.channel } ?? fault
    }
    let calibration = BoardCalibration(
      board: circuit.model.name, reference: solution.channels.reference,
      sources: Array(drivers.prefix(circuit.sourceCount)),
      clamps: Array(drivers.dropFirst(circuit.sourceCount)),
      probes: circuit.model.nodes.indices.map(probe),
      elements: circuit.laws.indices.map { element($0, sound) },
      scaleUncertaintyFraction: solution.elements.scaleError(among: sound), settling: settling,
      repeatabilityVolts: repeatability, faults: faults)
    return CalibrationReport(
      calibration: calibration, trials: bench.trials, readings: bench.readings,
      sourceChecks: checks(sweep),
      unseenElements: verdicts.indices.filter {
        verdicts[$0] == .unseen || (verdicts[$0] == .silent && solution.estimate.fixed[$0] == nil)
      },
      notices: bench.notices, channelMisfit: solution.channels.misfit,
      elementMisfit: solution.elements.misfit)
  }

  private func driver(_ index: Int) -> ChannelFigures {
    let estimate = solution.estimate
    let gain = 1 / (1 + estimate.stretch[index])
    return ChannelFigures(
      name: circuit.drivers[index].name, offsetVolts: estimate.shift[index] * gain, gain: gain,
      offsetUncertaintyVolts: solution.channels.shiftError[index] * gain,
      gainUncertainty: solution.channels.stretchError[index] * gain * gain)
  }

  private func probe(_ node: Int) -> ChannelFigures {
    ChannelFigures(
      name: circuit.model.nodes[node], offsetVolts: solution.estimate.offset[node],
      gain: solution.estimate.gain[node],
      offsetUncertaintyVolts: solution.channels.offsetError[node],
      gainUncertainty: solution.channels.gainError[node], noiseVolts: noise[node])
  }

  private func element(_ index: Int, _ sound: [Int]) -> ElementFigures {
    let model = circuit.model.elements[index]
    let fault = solution.faults.first { $0.channel == UInt32(index) }?.kind
    let factor = fault == nil ? exp(solution.estimate.lnFactor[index]) : 1
    let wiper = fault == nil ? solution.estimate.wiper[index] : circuit.laws[index].nominalWiperOhms
    var figures = ElementFigures(name: model.name, factor: factor, fault: fault)
    if fault == nil {
      figures.uncertaintyFraction = solution.elements.relativeError(index, among: sound)
    }
    switch model.law {
    case .linear(let ohms, _), .logarithmic(let ohms, _, _):
      figures.endToEndOhms = ohms * factor
      figures.wiperOhms = wiper
      figures.wiperUncertaintyOhms = fault == nil ? solution.elements.wiperError(index) : 0
    case .conductance(_, let maximum):
      figures.maximumSiemens = maximum * factor
    }
    return figures
  }

  /// What each source's node has, as corrected, against what the source was asked for.
  private func checks(_ sweep: [Observation]) -> [SourceCheck] {
    let estimate = solution.estimate
    return (0..<circuit.sourceCount).map { source in
      let node = circuit.drivers[source].node
      let asked = sweep.map { $0.askedVolts[source] }
      let measured = sweep.map {
        ($0.meanVolts[node] - estimate.offset[node]) / estimate.gain[node]
      }
      let worst =
        zip(asked, measured).map {
          abs($1 - estimate.driverVolts(source, asked: $0))
        }.max() ?? 0
      return SourceCheck(
        name: circuit.drivers[source].name, askedVolts: asked, measuredVolts: measured,
        worstResidualVolts: worst)
    }
  }
}
