public import Calibration
public import SimulatedBoard

/// A board file, read and resolved, with the places that later messages point at.
public struct BoardDescription: Sendable {
  /// What the simulation builds.
  public var model: BoardModel
  /// The file it came from, as the caller named it.
  public var file: String
  /// The task that runs where none is named: a file `TASK.yaml` beside the board.
  public var defaultTask: String?
  /// What each source gives in the safe state, volts; one per source.
  public var safeVolts: [Double]
  /// How it is built; nil for a board that is only simulated.
  public var hardware: HardwareDescription?
  /// What was measured of this very board; nil where nothing was.
  public internal(set) var calibration: BoardCalibration?

  var nodes: NameTable
  var sources: NameTable
  var clamps: NameTable
  var elements: NameTable
  /// Where the settling time is given, or the board's first line.
  var settlingPlace: Place

  /// The lowest and the highest voltage that any source can drive.
  var sourceRange: ClosedRange<Double> {
    let low = model.sources.map(\.converter.lowVolts).min() ?? 0
    let high = model.sources.map(\.converter.highVolts).max() ?? 0
    return low...max(low, high)
  }

  /// As calibrated; otherwise ten time constants: what is left of a step by then is below 2^-14.
  var defaultSettleMicroseconds: Double {
    calibration?.settling.settleMicroseconds
      ?? (10 * model.settling.timeConstantMicroseconds).rounded(.up)
  }

  /// Whether current flows even with all sources at one level, so that a self-test means nothing.
  var leaksToGround: Bool { model.resistors.contains { $0.nodeB == nil } }
}
