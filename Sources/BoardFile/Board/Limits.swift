/// How large a board or task may be. Everything is counted before it is allocated.
public enum Limits {
  /// A plan numbers nodes in 16 bits.
  public static let nodes = 65_535
  public static let elements = 200_000
  public static let resistors = 200_000
  public static let sources = 4_096
  public static let clamps = 4_096
  /// Examples times sources, and examples times outputs.
  public static let exampleValues = 64 << 20
  public static let classes = 4_096
  public static let taps = 1 << 24
  public static let scheduleSteps = 4_096
  public static let faults = 1_000
  public static let ohms = 1e-3...1e12
  public static let volts = -1_000.0...1_000.0
  /// Records, and evaluations, of a whole run; intervals that would give more are lengthened.
  public static let curvePoints: UInt64 = 100_000
}
