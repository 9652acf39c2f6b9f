import BoardInterface
import FixedPoint

/// The converters of a network: over -full scale to full scale, both ways.
struct NetworkConverter {
  /// Codes of half the range. Without converters the sample's own steps.
  private let half: Double
  private let highest: Double
  /// Raw sample steps a code.
  private let rawPerCode: Double
  private let codesPerState: Double
  private let noise: Double
  private let wraps: Bool

  init(bits: Int?, noise: Double, wraps: Bool, fullScale: Double) {
    half = bits.map { Double(1 << ($0 - 1)) } ?? 0x1p20
    highest = bits == nil ? half : half - 1
    rawPerCode = 0x1p20 / half
    codesPerState = half / fullScale
    self.noise = noise
    self.wraps = wraps
  }

  /// A reading of a state.
  @inline(__always)
  func input(_ state: Double, _ generator: inout RandomGenerator) -> Sample {
    let raw = code(state * codesPerState, &generator)
    // Half a turn forward and back are the same phase.
    return Sample(raw: wraps ? wrappedHalfTurns(raw) : raw)
  }

  /// A reading of a fraction of full scale.
  @inline(__always)
  func inputOfOne(_ fraction: Double, _ generator: inout RandomGenerator) -> Sample {
    Sample(raw: code(fraction * half, &generator))
  }

  /// A level as the DAC gives it, of full scale.
  @inline(__always)
  func output(_ level: Sample) -> Double {
    Double(quantized(Double(level.raw) / rawPerCode)) * 0x1p-20
  }

  @inline(__always)
  private func code(_ codes: Double, _ generator: inout RandomGenerator) -> Int32 {
    quantized(noise > 0 ? codes + half * noise * generator.nextGaussian() : codes)
  }

  /// The nearest code, ties to even, as a raw sample.
  @inline(__always)
  private func quantized(_ codes: Double) -> Int32 {
    // What is no number is read as 0.
    guard codes > -half else { return codes.isNaN ? 0 : Int32(-0x1p20) }
    let bounded = codes < highest ? codes : highest
    // Adding and taking away 1.5 x 2^52 rounds to a whole number.
    let rounded = (bounded + 0x1.8p52) - 0x1.8p52
    return Int32(rounded * rawPerCode)
  }
}
