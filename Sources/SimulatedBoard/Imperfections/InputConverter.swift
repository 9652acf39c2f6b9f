/// An ADC's channel. In the order of the signal: gain (about 0 V), offset, noise, integral error,
/// code.
struct InputConverter: BitwiseCopyable {
  private let codesPerVolt: Double
  private let codeAtZero: Double
  private let noiseCodes: Double
  private let inverseCodes: Double
  /// The integral error as a polynomial in the place: `x (linear + x (square + x cube))`.
  private let linear: Double
  private let square: Double
  private let cube: Double
  private let codeMax: Double

  init(_ errors: ConverterErrors) {
    codesPerVolt = errors.gain / errors.stepVolts
    codeAtZero = (errors.offsetVolts - errors.lowVolts) / errors.stepVolts
    noiseCodes = errors.noiseVolts / errors.stepVolts
    inverseCodes = 1 / errors.codes
    // x (1 - x) (bow + twist (1 - 2 x)), multiplied out.
    linear = errors.bow + errors.twist
    square = -errors.bow - 3 * errors.twist
    cube = 2 * errors.twist
    codeMax = errors.codeMax
  }

  /// The code for a voltage; `deviate` is the noise in standard deviations.
  @inline(__always)
  func code(volts: Double, deviate: Double, quantises: Bool) -> Double {
    let place = volts * codesPerVolt + codeAtZero + noiseCodes * deviate
    let x = bounded(place * inverseCodes, by: 1)
    let bent = place + x * (linear + x * (square + x * cube))
    return bounded(quantises ? roundedToInteger(bent) : bent, by: codeMax)
  }
}

/// Within `0 ... upper`, in two instructions.
@inline(__always)
func bounded(_ value: Double, by upper: Double) -> Double {
  let positive = value > 0 ? value : 0
  return positive < upper ? positive : upper
}
