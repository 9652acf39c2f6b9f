import FixedPoint

/// The DACs of all sources, or of all clamps.
@safe
struct OutputBank: ~Copyable {
  private let converters: OwnedBuffer<Converter>
  /// What the supply makes of each output, and the offset that a fault adds.
  private let supplyFactor: Double
  let faultVolts: OwnedBuffer<Double>
  private let fullScaleVolts: Double
  private let noisy: Bool

  init(
    _ models: [ConverterModel], stream: RandomStream, seed: UInt64, fullScaleVolts: Double,
    supplyFactor: Double
  ) {
    let made = models.enumerated().map {
      Converter($1, stream: stream, channel: $0, seed: seed)
    }
    let ideal = ConverterModel(bits: nil, lowVolts: 0, highVolts: 1)
    converters = OwnedBuffer(
      made, orIfEmpty: Converter(ideal, stream: stream, channel: 0, seed: seed))
    faultVolts = OwnedBuffer(count: models.count, repeating: 0)
    self.fullScaleVolts = fullScaleVolts
    self.supplyFactor = supplyFactor
    noisy = models.contains { $0.noiseVolts > 0 }
  }

  /// Converts levels to the volts that come out.
  @inline(__always)
  func convert(
    _ levels: Span<Fixed<Int32, 20>>, into volts: UnsafeMutablePointer<Double>,
    noise: GaussianNoise, generator: inout RandomGenerator
  ) {
    let scale = fullScaleVolts * 0x1p-20
    for index in 0..<min(levels.count, converters.count) {
      let deviate = noisy ? noise.next(&generator) : 0
      let asked = Double(levels[index].raw) * scale
      let given = unsafe converters.base[index].output(volts: asked, deviate: deviate)
      unsafe volts[index] = given * supplyFactor + faultVolts.base[index]
    }
  }
}
