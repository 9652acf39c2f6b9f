import SimulatedBoard

/// Voltages that every driver can give and every probe can read.
struct LevelGrid {
  let lowVolts: Double
  let highVolts: Double
  /// One step of the probes' converter; 0: none.
  let probeStepVolts: Double
  private let fullScaleVolts: Double

  init(_ model: BoardModel) {
    let converters =
      model.sources.map(\.converter) + model.clamps.map(\.converter) + [model.probes.converter]
    let full = model.fullScaleVolts
    let low = max(converters.map(\.lowVolts).max() ?? 0, -full)
    let high = min(converters.map(\.highVolts).min() ?? full, full)
    // Offsets must not push a reading to the end of its range.
    lowVolts = low + (high - low) * 0.08
    highVolts = high - (high - low) * 0.08
    fullScaleVolts = full
    let probe = model.probes.converter
    probeStepVolts =
      probe.bits.map { (probe.highVolts - probe.lowVolts) / Double(1 << $0) } ?? 0
  }

  /// At `place` (0 to 1) of the range.
  func volts(at place: Double) -> Double { lowVolts + (highVolts - lowVolts) * place }

  /// The voltage nearest to `volts` that a driver can be asked for without rounding.
  func nearest(_ volts: Double, _ driver: Driver) -> Double {
    let converter = driver.converter
    var volts = volts
    if let bits = converter.bits {
      let step = (converter.highVolts - converter.lowVolts) / Double(1 << bits)
      volts = converter.lowVolts + ((volts - converter.lowVolts) / step).rounded() * step
    }
    return Double(raw(volts)) * fullScaleVolts * 0x1p-20
  }

  func raw(_ volts: Double) -> Int32 {
    Int32(min(max((volts / fullScaleVolts * 0x1p20).rounded(), -0x1p20), 0x1p20))
  }
}
