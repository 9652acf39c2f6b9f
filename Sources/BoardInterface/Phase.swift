/// Which part of which measurement the board is about to serve.
public struct Moment: BitwiseCopyable, Equatable, Sendable {
  /// The trial's number, from 0; in an evaluation or a self-test the number of trials done so far.
  public var trial: UInt64
  /// The example's index in its set; in a self-test the step of the test.
  public var example: UInt32
  public var phase: Phase

  public init(trial: UInt64, example: UInt32, phase: Phase) {
    self.trial = trial
    self.example = example
    self.phase = phase
  }
}

/// The phases in which a network is measured.
public enum Phase: UInt8, BitwiseCopyable, Sendable {
  /// Outputs left alone.
  case free = 0
  /// Outputs nudged towards the target.
  case clamped = 1
  /// Outputs nudged away from the target, in a symmetric trial.
  case counterclamped = 2
  /// A free response that is only looked at: a training example.
  case evaluateTrain = 3
  /// A free response that is only looked at: an unseen example.
  case evaluateTest = 4
  /// Sources at one common level, clamps released.
  case selfTest = 5
}
