/// The errors of one channel of a converter, drawn once.
///
/// An ideal channel of n bits has 2^n codes, one step apart, `step = (high - low) / 2^n`: code c
/// stands for `low + c step`, and a voltage gets the nearest code, at most `2^n - 1`. A converter
/// without bits counts as one step over its whole range, and does not round.
struct ConverterErrors {
  let stepVolts: Double
  let lowVolts: Double
  /// Codes are within `0 ... codeMax`, `codes` of them.
  let codeMax: Double
  let codes: Double
  let quantises: Bool
  let gain: Double
  let offsetVolts: Double
  let noiseVolts: Double
  /// The integral error at a place x of the range is `bow x (1 - x) + twist x (1 - x) (1 - 2 x)`,
  /// in steps; both terms vanish at the ends.
  let bow: Double
  let twist: Double

  init(_ model: ConverterModel, stream: RandomStream, channel: Int, seed: UInt64) {
    var generator = stream.generator(seed: seed, channel: channel)
    // Drawn whether used or not, so that switching one error on leaves the others as they were.
    gain = 1 + model.gainErrorFraction * generator.nextGaussian()
    offsetVolts = model.offsetVolts * generator.nextGaussian()
    let share = generator.nextSigned()
    codes = model.bits.map { Double(1 << $0) } ?? 1
    quantises = model.bits != nil
    stepVolts = (model.highVolts - model.lowVolts) / codes
    lowVolts = model.lowVolts
    codeMax = quantises ? codes - 1 : codes
    noiseVolts = model.noiseVolts
    // x(1-x) peaks at 1/4, x(1-x)(1-2x) at sqrt(3)/18: the sum stays within the stated maximum.
    let peak = quantises ? model.integralErrorSteps : 0
    bow = 4 * share * peak
    twist = (1 - abs(share)) * peak * 18 / 3.0.squareRoot()
  }
}
