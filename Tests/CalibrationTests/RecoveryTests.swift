import Calibration
import Foundation
import SimulatedBoard
import Testing

/// Hidden offsets, gains and resistances come out within the uncertainties that are reported.
struct RecoveryTests {
  /// How many standard errors each figure is off the truth.
  struct Scores {
    var all: [Double] = []

    mutating func add(_ found: Double, _ truth: Double, _ error: Double) {
      all.append((found - truth) / error)
    }

    var rms: Double { (all.reduce(0) { $0 + $1 * $1 } / Double(all.count)).squareRoot() }
    var shareWithin4: Double { Double(all.count { abs($0) < 4 }) / Double(all.count) }
  }

  private func scores(
    _ found: [ChannelFigures], _ truth: [HiddenTruth.Line], _ scores: inout Scores
  ) {
    for (found, truth) in zip(found, truth) {
      scores.add(found.offsetVolts, truth.offset, found.offsetUncertaintyVolts)
      scores.add(found.gain, truth.gain, found.gainUncertainty)
    }
  }

  private func check(_ models: [BoardModel], worstOffset: Double, worstFactor: Double) throws {
    var (channels, elements, wipers, scale) = (Scores(), Scores(), Scores(), Scores())
    for model in models {
      let truth = try HiddenTruth(model)
      let reference = truth.meanOfSources
      let report = try Boards.calibrate(model)
      let found = report.calibration
      scores(found.sources, truth.sources.map { $0.given(reference) }, &channels)
      scores(found.clamps, truth.clamps.map { $0.given(reference) }, &channels)
      scores(found.probes, truth.probes.map { $0.read(reference) }, &channels)
      // The factors against their mean, and the mean against the stated scale.
      let logs = zip(found.elements, truth.factors).map { log($0.factor / $1) }
      let mean = logs.reduce(0, +) / Double(logs.count)
      scale.add(mean, 0, found.scaleUncertaintyFraction)
      for (index, element) in found.elements.enumerated() {
        elements.add(logs[index], mean, element.uncertaintyFraction)
        #expect(abs(logs[index] - mean) < worstFactor)
        if let error = element.wiperUncertaintyOhms, let wiper = element.wiperOhms {
          wipers.add(wiper, truth.wiperOhms[index], error)
        }
      }
      for (probe, line) in zip(found.probes, truth.probes.map { $0.read(reference) }) {
        #expect(abs(probe.offsetVolts - line.offset) < worstOffset)
      }
      #expect(found.faults.isEmpty)
      // The model explains the readings: nothing is left but noise.
      #expect(report.channelMisfit > 0.8 && report.channelMisfit < 1.15)
      #expect(report.elementMisfit > 0.8 && report.elementMisfit < 1.15)
    }
    for scores in [channels, elements] {
      #expect(scores.shareWithin4 >= 0.95)
      // The sum of squares is chi-square's; errors of one board's channels go together, hence the
      // wide band.
      #expect(scores.rms > 0.6 && scores.rms < 1.4, "\(scores.rms)")
      #expect(scores.all.allSatisfy { abs($0) < 6 })
    }
    // Bounded by what is believed of them beforehand, these come out better than stated.
    #expect(scale.all.allSatisfy { abs($0) < 4 })
    #expect(wipers.all.allSatisfy { abs($0) < 4 })
  }

  @Test func recoversSixteenPotentiometers() throws {
    try check(
      try (0..<6).map { try Boards.allostery16($0).straight }, worstOffset: 0.0003,
      worstFactor: 0.002)
  }

  @Test func recoversSixtyFourNodes() throws {
    try check(
      [try Boards.net64(1)], worstOffset: 0.0002, worstFactor: 0.002)
  }

  /// The test above can fail: what the board file states is far off by the same measure.
  @Test func nominalValuesAreNotTheTruth() throws {
    let model = try Boards.allostery16(1).straight
    let truth = try HiddenTruth(model)
    let found = try Boards.calibrate(model).calibration
    var nominal = Scores()
    for (probe, line) in zip(found.probes, truth.probes) {
      nominal.add(0, line.offset, probe.offsetUncertaintyVolts)
    }
    #expect(nominal.rms > 10)
  }

  /// Two readings with a voltmeter make everything absolute.
  @Test func aVoltmeterDecidesTheReference() throws {
    let model = try Boards.allostery16(3).straight.changingConverters { $0.offsetVolts = 0.02 }
    let truth = try HiddenTruth(model)
    var settings = CalibrationSettings()
    let line = truth.sources[1]
    settings.measured = [0.5, 3.0].map {
      MeasuredVolts(driver: 1, askedVolts: $0, measuredVolts: line.offset + line.gain * $0)
    }
    let found = try Boards.calibrate(model, settings: settings).calibration
    #expect(found.reference == .measured)
    for (found, truth) in zip(
      found.sources + found.clamps + found.probes, truth.sources + truth.clamps + truth.probes)
    {
      #expect(abs(found.offsetVolts - truth.offset) < 5 * found.offsetUncertaintyVolts + 1e-5)
      #expect(abs(found.gain - truth.gain) < 5 * found.gainUncertainty + 1e-5)
    }
    settings.measured.removeLast()
    let one = try Boards.calibrate(model, settings: settings).calibration
    #expect(one.reference == .measuredOffset)
    let asMeasured = one.sources[1].offsetVolts + one.sources[1].gain * 0.5
    #expect(abs(asMeasured - (line.offset + line.gain * 0.5)) < 1e-5)
  }

  /// A resistor of known value makes the resistances absolute, also one to ground.
  @Test(arguments: [UInt64(0), 4]) func aKnownResistorGivesTheScale(_ specimen: UInt64) throws {
    var model = try Boards.allostery16(specimen).straight
    let free = try Boards.calibrate(model).calibration
    model.resistors = [
      ResistorModel(name: "r0", nodeA: 7, nodeB: nil, ohms: 30_000),
      ResistorModel(name: "r1", nodeA: 1, nodeB: 4, ohms: 30_000),
    ]
    let truth = try HiddenTruth(model)
    let found = try Boards.calibrate(model).calibration
    #expect(found.scaleUncertaintyFraction < free.scaleUncertaintyFraction / 20)
    for (element, factor) in zip(found.elements, truth.factors) {
      #expect(abs(element.factor / factor - 1) < 0.005)
    }
    #expect(found.faults.isEmpty)
  }

  /// Bent converters: a straight line leaves what they are bent by, one step of 0.8 mV each way.
  @Test func correctedReadingsAreRightToWithinTheBend() throws {
    let model = try Boards.allostery16(2)
    let truth = try HiddenTruth(model)
    let found = try Boards.calibrate(model).calibration
    let reference = truth.meanOfSources
    for (probe, line) in zip(found.probes, truth.probes.map { $0.read(reference) }) {
      for volts in [0.5, 1.0, 1.65, 2.3, 2.8] {
        let found = probe.offsetVolts + probe.gain * volts
        #expect(abs(found - (line.offset + line.gain * volts)) < 2 * 3.3 / 4_096)
      }
    }
  }

  @Test func quickIsQuickerAndRougher() throws {
    let model = try Boards.allostery16(0).straight
    let (slow, quick) = (
      try Boards.calibrate(model), try Boards.calibrate(model, settings: .quick)
    )
    #expect(quick.readings * 3 < slow.readings)
    #expect(
      quick.calibration.probes[0].offsetUncertaintyVolts
        > 1.5 * slow.calibration.probes[0].offsetUncertaintyVolts)
  }
}
