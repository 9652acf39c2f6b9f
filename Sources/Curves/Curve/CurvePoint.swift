import Journal

/// A point of a learning curve.
public struct CurvePoint: Equatable, Sendable {
  /// Trials done so far.
  public let trial: UInt64
  /// Mean squared error; 2^-40 of full scale squared. See ``ErrorScale``.
  public let error: UInt64
  /// Share of examples answered correctly, 0 to 1; nil where there are no classes.
  public let accuracy: Double?

  init(_ record: JournalRecord) {
    trial = record.trial
    error = record.error
    accuracy = record.accuracy
  }
}

/// A fault that the journal names.
public struct CurveFault: Equatable, Sendable {
  /// Trials done when it was noticed.
  public let trial: UInt64
  /// As in `element-open 3`.
  public let name: String
}

/// From one opening of the journal for writing to its last record.
public struct CurveSession: Equatable, Sendable {
  /// From 1.
  public let number: UInt32
  public let firstTrial: UInt64
  public internal(set) var lastTrial: UInt64
  /// Whether it ended in the safe state, and said so.
  public internal(set) var hasStopped: Bool
}

extension JournalRecord {
  /// Share of examples answered correctly, 0 to 1; nil where there are no classes.
  var accuracy: Double? { total == 0 ? nil : Double(correct) / Double(total) }
  var hasError: Bool { kind == .learning || kind == .evaluation }
}
