/// The ADC's channels, two at a time. In the order of the signal: gain (about 0 V), offset, noise,
/// integral error, code. Channels differ in their errors and share the rest.
@safe
struct InputConverters: ~Copyable {
  typealias Pair = SIMD2<Double>

  private let channels: OwnedBuffer<Channels>
  private let noiseCodes: Pair
  private let inverseCodes: Pair
  private let codeMax: Pair
  /// Added and taken off again it rounds to nearest, ties to even: see ``roundedToInteger(_:)``;
  /// zero where nothing is rounded.
  private let rounding: Pair
  /// A code to a raw sample: `rawAtLow + code rawPerCode`.
  private let rawPerCode: Pair
  private let rawAtLow: Pair

  // Not private: Swift 6.3.1 fails on clients of a public noncopyable type that keeps one, in debug
  // builds ("Global is external, but doesn't have external or weak linkage").
  struct Channels: BitwiseCopyable {
    var codesPerVolt = Pair.zero
    var codeAtZero = Pair.zero
    /// The integral error as a polynomial in the place: `x (linear + x (square + x cube))`.
    var linear = Pair.zero
    var square = Pair.zero
    var cube = Pair.zero
  }

  /// `errors`: one per channel, all of the same converter `model`.
  init(_ errors: [ConverterErrors], _ model: ConverterModel, fullScaleVolts: Double) {
    var channels = Array(repeating: Channels(), count: (errors.count + 1) / 2)
    for (index, one) in errors.enumerated() {
      let (pair, lane) = index.quotientAndRemainder(dividingBy: 2)
      channels[pair].codesPerVolt[lane] = one.gain / one.stepVolts
      channels[pair].codeAtZero[lane] = (one.offsetVolts - one.lowVolts) / one.stepVolts
      // x (1 - x) (bow + twist (1 - 2 x)), multiplied out.
      channels[pair].linear[lane] = one.bow + one.twist
      channels[pair].square[lane] = -one.bow - 3 * one.twist
      channels[pair].cube[lane] = 2 * one.twist
    }
    self.channels = OwnedBuffer(channels, orIfEmpty: Channels())
    let step = errors.first?.stepVolts ?? 1
    noiseCodes = Pair(repeating: (errors.first?.noiseVolts ?? 0) / step)
    inverseCodes = Pair(repeating: 1 / (errors.first?.codes ?? 1))
    codeMax = Pair(repeating: errors.first?.codeMax ?? 0)
    rounding = Pair(repeating: model.bits == nil ? 0 : 0x1.8p52)
    let scale = step / fullScaleVolts * 0x1p20
    let low = model.lowVolts / fullScaleVolts * 0x1p20
    rawPerCode = Pair(repeating: model.bits == nil ? scale : roundedToWiringStep(scale))
    rawAtLow = Pair(repeating: model.bits == nil ? low : roundedToWiringStep(low))
  }

  /// The raw samples of channels `2 pair` and `2 pair + 1`; `deviates` is the noise in standard
  /// deviations.
  @inline(__always)
  func raws(_ pair: Int, volts: Pair, deviates: Pair) -> SIMD2<Int32> {
    let one = unsafe channels.base[pair]
    let place = volts * one.codesPerVolt + one.codeAtZero + deviates * noiseCodes
    let x = Self.bounded(place * inverseCodes, .zero, Pair(repeating: 1))
    let bent = place + x * (one.linear + x * (one.square + x * one.cube))
    return raws(ofCodes: Self.bounded((bent + rounding) - rounding, .zero, codeMax))
  }

  /// The raw samples of two codes.
  @inline(__always)
  func raws(ofCodes codes: Pair) -> SIMD2<Int32> {
    let full = Pair(repeating: 0x1p20)
    let raw = Self.bounded(codes * rawPerCode + rawAtLow, -full, full)
    let words = unsafe unsafeBitCast(raw + Pair(repeating: 0x1.8p52), to: SIMD4<Int32>.self)
    return words.evenHalf
  }

  /// Written so that each comparison is one instruction.
  @inline(__always)
  private static func bounded(_ value: Pair, _ low: Pair, _ high: Pair) -> Pair {
    let above = low.replacing(with: value, where: value .> low)
    return high.replacing(with: above, where: above .< high)
  }
}
