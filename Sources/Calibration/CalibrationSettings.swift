/// How thoroughly to measure.
public struct CalibrationSettings: Equatable, Sendable {
  /// Settings of all taps, drawn at random, under which the network is measured.
  public var patterns = 24
  /// Readings of each of its states.
  public var readings = 16
  /// Draws the settings of the taps.
  public var seed: UInt64 = 0
  /// What a voltmeter said.
  public var measured: [MeasuredVolts] = []

  public init() {}

  /// A fifth of the time, more than twice the uncertainty.
  public static var quick: CalibrationSettings {
    var settings = CalibrationSettings()
    settings.patterns = 10
    settings.readings = 8
    return settings
  }
}

/// One reading of a source, or of a connected clamp, with a voltmeter whose error is negligible.
public struct MeasuredVolts: Equatable, Sendable {
  /// From 0: sources, then clamps.
  public var driver: Int
  public var askedVolts: Double
  public var measuredVolts: Double

  public init(driver: Int, askedVolts: Double, measuredVolts: Double) {
    self.driver = driver
    self.askedVolts = askedVolts
    self.measuredVolts = measuredVolts
  }
}

/// How far a calibration is.
public struct CalibrationProgress: Sendable {
  public var stage: Stage
  /// 0 to 1, of the stage.
  public var fraction: Double
  public var trials: Int

  public enum Stage: String, Sendable {
    case health = "looking for faults"
    case settling = "settling time"
    case noise = "noise"
    case responses = "each element's response"
    case patterns = "converters and resistances"
    case fitting = "computing"
    case repeatability = "repeatability"
  }
}
