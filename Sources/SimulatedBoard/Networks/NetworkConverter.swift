import BoardInterface
import FixedPoint

/// The converters of a network: over -full scale to full scale, both ways.
struct NetworkConverter {
  /// Codes of half the range; nil: exact.
  private let half: Double?
  /// Raw sample steps a code.
  private let rawPerCode: Double
  private let noise: Double
  private let wraps: Bool

  init(bits: Int?, noise: Double, wraps: Bool) {
    let half = bits.map { Double(1 << ($0 - 1)) }
    self.half = half
    rawPerCode = 0x1p20 / (half ?? 1)
    self.noise = noise
    self.wraps = wraps
  }

  /// A reading of a fraction of full scale.
  @inline(__always)
  func input(_ fraction: Double, _ generator: inout RandomGenerator) -> Sample {
    let value = noise > 0 ? fraction + noise * generator.nextGaussian() : fraction
    let raw = quantized(value)
    // Half a turn forward and back are the same phase.
    return Sample(raw: wraps ? wrappedHalfTurns(raw) : raw)
  }

  /// A level as the DAC gives it, of full scale.
  @inline(__always)
  func output(_ level: Sample) -> Double {
    Double(quantized(Double(level.raw) * 0x1p-20)) * 0x1p-20
  }

  @inline(__always)
  private func quantized(_ fraction: Double) -> Int32 {
    let bounded = min(max(fraction.isNaN ? 0 : fraction, -1), 1)
    guard let half else { return Int32((bounded * 0x1p20).rounded(.toNearestOrEven)) }
    let code = min((bounded * half).rounded(.toNearestOrEven), half - 1)
    return Int32(code * rawPerCode)
  }
}
