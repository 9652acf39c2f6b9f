import FixedPoint

/// One channel of a converter with its own errors, ready for conversion.
///
/// An ideal channel of n bits has 2^n codes, one step apart, `step = (high - low) / 2^n`: code c
/// stands for `low + c step`, and a voltage gets the nearest code, at most `2^n - 1`. In the order of
/// the signal: gain (about 0 V), offset, noise, integral error, code.
struct Converter: BitwiseCopyable {
  /// Steps per volt, with the gain error, and the code of 0 V, with the offset.
  var codesPerVolt: Double
  var codeAtZero: Double
  /// Standard deviation of the noise, in steps.
  var noiseCodes: Double
  /// The integral error at a place x of the range is `bow x (1 - x) + twist x (1 - x) (1 - 2 x)`, in
  /// steps; both terms vanish at the ends.
  var bow: Double
  var twist: Double
  var inverseCodes: Double
  var codeMax: Double
  var stepVolts: Double
  var lowVolts: Double
  var quantises: Bool

  init(_ model: ConverterModel, stream: RandomStream, channel: Int, seed: UInt64) {
    var generator = stream.generator(seed: seed, channel: channel)
    // Drawn whether used or not, so that switching one error on leaves the others as they were.
    let gain = 1 + model.gainErrorFraction * generator.nextGaussian()
    let offset = model.offsetVolts * generator.nextGaussian()
    let share = generator.nextSigned()
    let codes = model.bits.map { Double(1 << $0) } ?? 1
    stepVolts = (model.highVolts - model.lowVolts) / codes
    lowVolts = model.lowVolts
    codesPerVolt = gain / stepVolts
    codeAtZero = (offset - model.lowVolts) / stepVolts
    noiseCodes = model.noiseVolts / stepVolts
    quantises = model.bits != nil
    codeMax = quantises ? codes - 1 : codes
    inverseCodes = 1 / codes
    // x(1-x) peaks at 1/4, x(1-x)(1-2x) at sqrt(3)/18: the sum stays within the stated maximum.
    let peak = quantises ? model.integralErrorSteps : 0
    bow = 4 * share * peak
    twist = (1 - abs(share)) * peak * 18 / 3.0.squareRoot()
  }

  /// The code for a voltage; `deviate` is the noise in standard deviations.
  @inline(__always)
  func code(volts: Double, deviate: Double) -> Double {
    var place = volts * codesPerVolt + codeAtZero + noiseCodes * deviate
    let x = min(max(place * inverseCodes, 0), 1)
    let parabola = x * (1 - x)
    place += parabola * (bow + twist * (1 - 2 * x))
    if quantises { place = roundedToInteger(place) }
    return min(max(place, 0), codeMax)
  }

  /// The voltage for a code, as a DAC with these errors gives it.
  @inline(__always)
  func output(volts: Double, deviate: Double) -> Double {
    var place = (volts - lowVolts) / stepVolts
    if quantises { place = roundedToInteger(place) }
    place = min(max(place, 0), codeMax)
    let x = place * inverseCodes
    let bent = place + x * (1 - x) * (bow + twist * (1 - 2 * x))
    // Gain and offset, back from the constants of the other direction.
    let offset = codeAtZero * stepVolts + lowVolts
    let gain = codesPerVolt * stepVolts
    return (lowVolts + bent * stepVolts) * gain + offset + noiseCodes * deviate * stepVolts
  }
}

/// The nearest integer, ties to even, for magnitudes below 2^51: baseline x86-64 has no instruction
/// for it, and adding 1.5 x 2^52 pushes the fraction out.
@inline(__always)
func roundedToInteger(_ value: Double) -> Double {
  (value + 0x1.8p52) - 0x1.8p52
}
