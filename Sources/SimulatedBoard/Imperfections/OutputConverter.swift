/// A DAC's channel: code, integral error, gain (about 0 V), supply, offset, noise.
struct OutputConverter: BitwiseCopyable {
  private let codesPerRaw: Double
  private let codeAtZero: Double
  private let inverseCodes: Double
  private let bow: Double
  private let twist: Double
  private let codeMax: Double
  private let voltsPerCode: Double
  private let voltsAtLow: Double
  private let noiseVolts: Double
  private let quantises: Bool

  init(_ errors: ConverterErrors, fullScaleVolts: Double, supplyFactor: Double) {
    let scale = fullScaleVolts * 0x1p-20 / errors.stepVolts
    let zero = -errors.lowVolts / errors.stepVolts
    codesPerRaw = errors.quantises ? roundedToWiringStep(scale) : scale
    codeAtZero = errors.quantises ? roundedToWiringStep(zero) : zero
    inverseCodes = 1 / errors.codes
    bow = errors.bow
    twist = errors.twist
    codeMax = errors.codeMax
    voltsPerCode = errors.stepVolts * errors.gain * supplyFactor
    voltsAtLow = errors.lowVolts * errors.gain * supplyFactor + errors.offsetVolts
    noiseVolts = errors.noiseVolts
    quantises = errors.quantises
  }

  /// The voltage given for a level in raw samples; `deviate` is the noise in standard deviations.
  @inline(__always)
  func volts(raw: Int32, deviate: Double) -> Double {
    let place = Double(raw) * codesPerRaw + codeAtZero
    let code = bounded(quantises ? roundedToInteger(place) : place, by: codeMax)
    let x = code * inverseCodes
    let bent = code + x * (1 - x) * (bow + twist * (1 - 2 * x))
    return bent * voltsPerCode + voltsAtLow + noiseVolts * deviate
  }
}
