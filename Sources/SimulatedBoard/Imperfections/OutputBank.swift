import FixedPoint

/// The DACs of all sources, or of all clamps.
@safe
struct OutputBank: ~Copyable {
  private let converters: OwnedBuffer<OutputConverter>
  /// Volts that a fault adds.
  let faultVolts: OwnedBuffer<Double>
  private let noisy: Bool

  init(
    _ models: [ConverterModel], stream: RandomStream, seed: UInt64, fullScaleVolts: Double,
    supplyFactor: Double
  ) {
    func made(_ model: ConverterModel, _ channel: Int) -> OutputConverter {
      OutputConverter(
        ConverterErrors(model, stream: stream, channel: channel, seed: seed),
        fullScaleVolts: fullScaleVolts, supplyFactor: supplyFactor)
    }
    let ideal = ConverterModel(bits: nil, lowVolts: 0, highVolts: 1)
    converters = OwnedBuffer(
      models.enumerated().map { made($1, $0) }, orIfEmpty: made(ideal, 0))
    faultVolts = OwnedBuffer(count: models.count, repeating: 0)
    noisy = models.contains { $0.noiseVolts > 0 }
  }

  /// Converts levels to the volts that come out.
  @inline(__always)
  func convert(
    _ levels: Span<Fixed<Int32, 20>>, into volts: UnsafeMutablePointer<Double>,
    noise: GaussianNoise, generator: inout RandomGenerator
  ) {
    for index in 0..<min(levels.count, converters.count) {
      let deviate = noisy ? noise.next(&generator) : 0
      let given = unsafe converters.base[index].volts(raw: levels[index].raw, deviate: deviate)
      unsafe volts[index] = given + faultVolts.base[index]
    }
  }
}
