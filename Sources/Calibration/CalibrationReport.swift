public import BoardInterface

/// A calibration with what is worth reading once but not worth keeping.
public struct CalibrationReport: Sendable {
  public var calibration: BoardCalibration
  /// How often the board was set up and read.
  public var trials: Int
  public var readings: Int
  /// What each source was asked for, and what its node then had, as corrected.
  public var sourceChecks: [SourceCheck]
  /// Elements that are hidden between others or carry too little to be judged.
  public var unseenElements: [Int]
  /// Faults that the board announced by itself.
  public var notices: [BoardFault]
  /// Chi-square per degree of freedom of the two fits: 1 where the model explains all but the noise.
  public var channelMisfit: Double
  public var elementMisfit: Double
}

/// One source against what is asked of it.
public struct SourceCheck: Equatable, Sendable {
  public var name: String
  public var askedVolts: [Double]
  public var measuredVolts: [Double]
  /// What remains off once offset and gain are corrected, at its worst.
  public var worstResidualVolts: Double
}

/// Why a board could not be calibrated.
public enum CalibrationError: Error, Equatable, Sendable {
  /// The board reported it.
  case board(BoardFault)
  /// What makes every measurement worthless, and has to be repaired first.
  case faults([BoardFault])
  /// Nodes do not come to rest within this time.
  case neverSettles(microseconds: UInt32)
  /// The board cannot be measured like this; the text says why and what to do.
  case unsuitable(String)
}
