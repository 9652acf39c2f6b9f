/// How long the trials of a session took, microseconds each.
public struct StepTiming: BitwiseCopyable, Equatable, Sendable {
  /// Trials that were timed.
  public var count: UInt32
  public var p50: UInt32
  public var p99: UInt32
  public var p999: UInt32
  public var longest: UInt32

  public init(count: UInt32, p50: UInt32, p99: UInt32, p999: UInt32, longest: UInt32) {
    self.count = count
    self.p50 = p50
    self.p99 = p99
    self.p999 = p999
    self.longest = longest
  }
}

extension JournalRecord {
  /// A record of kind `timing`; the times stand where other kinds have their error and their moves.
  public init(_ timing: StepTiming, trial: UInt64, timeMicroseconds: UInt64) {
    self.init(
      .timing, trial: trial, timeMicroseconds: timeMicroseconds,
      error: UInt64(timing.p50) | UInt64(timing.p99) << 32,
      movedElements: UInt64(timing.p999) | UInt64(timing.longest) << 32, total: timing.count)
  }

  /// The times of a record of kind `timing`; nil in others.
  public var timing: StepTiming? {
    guard kind == .timing else { return nil }
    return StepTiming(
      count: total, p50: UInt32(truncatingIfNeeded: error),
      p99: UInt32(truncatingIfNeeded: error >> 32),
      p999: UInt32(truncatingIfNeeded: movedElements),
      longest: UInt32(truncatingIfNeeded: movedElements >> 32))
  }
}
