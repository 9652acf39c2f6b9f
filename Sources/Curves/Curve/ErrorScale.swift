/// From the journal's errors to volts.
///
/// A journal stores the mean squared error over outputs, samples and examples as a fraction of full
/// scale squared, in units of 2^-40 (`JournalRecord/error`).
public struct ErrorScale: Equatable, Sendable {
  /// What a sample of 1 is, in microvolts; 0 where states are not voltages.
  public let fullScaleMicrovolts: UInt32

  public init(fullScaleMicrovolts: UInt32) { self.fullScaleMicrovolts = fullScaleMicrovolts }

  /// Full scale in volts; nil where states are not voltages.
  public var fullScaleVolts: Double? {
    fullScaleMicrovolts == 0 ? nil : Double(fullScaleMicrovolts) / 1e6
  }

  /// The mean square as a fraction of full scale squared; one unit is 2^-40.
  public func meanSquare(_ error: UInt64) -> Double { Double(error) * 0x1p-40 }

  /// The root mean square in volts; nil where states are not voltages.
  public func rmsVolts(_ error: UInt64) -> Double? {
    fullScaleVolts.map { Double(error).squareRoot() * 0x1p-20 * $0 }
  }

  /// The root mean square, in volts or, where states are not voltages, as a fraction of full scale.
  public func rms(_ error: UInt64) -> Double {
    Double(error).squareRoot() * 0x1p-20 * (fullScaleVolts ?? 1)
  }

  /// The unit of ``rms(_:)``: `V`, or `FS` for full scale.
  public var unit: String { fullScaleMicrovolts == 0 ? "FS" : "V" }
}
