internal import SimulatedBoard

extension BoardDescription {
  /// How far a node of a sound board may lie off in a self-test: five standard deviations of every
  /// error that the board file declares, added up; at least a 66th of full scale (50 mV of 3.3 V), at
  /// most a quarter, beyond which a source that is off by a volt would pass.
  var selfTestToleranceVolts: Double {
    let full = model.fullScaleVolts
    let sources = model.sources.map { Self.errorVolts($0.converter, full) }.max() ?? 0
    let probes = Self.errorVolts(model.probes.converter, full)
    let supply = 5 * model.supplyErrorFraction * full
    return min(max(sources + probes + supply, full / 66), full / 4)
  }

  private static func errorVolts(_ converter: ConverterModel, _ full: Double) -> Double {
    let step =
      converter.bits.map { (converter.highVolts - converter.lowVolts) / Double(1 << $0) } ?? 0
    return 5 * (converter.offsetVolts + converter.gainErrorFraction * full + converter.noiseVolts)
      + (converter.integralErrorSteps + 1) * step
  }
}
