/// What opening a journal found.
public struct RecoveryReport: BitwiseCopyable, Equatable, Sendable {
  /// Whether the first and the second copy of the header are whole. One of them always is; the
  /// other one is not while a journal has had only one session, or where power was cut.
  public var headerValid: (first: Bool, second: Bool)
  /// Whether the first and the second slot hold a whole checkpoint.
  public var slotValid: (first: Bool, second: Bool)
  /// The newest session's number.
  public var session: UInt32
  /// The newest checkpoint's number; 0 where there is none.
  public var sequence: UInt64
  /// How many records the newest checkpoint stands behind.
  public var checkpointRecords: UInt64
  /// Whole records, in their order.
  public var records: UInt64
  /// Those of ``records`` that stand behind the newest checkpoint: a resumed run writes them again.
  public var recordsBehindCheckpoint: UInt64
  /// Records before the newest checkpoint that cannot be read: the disk lost what it had confirmed.
  public var damagedRecords: UInt64
  /// Whether something stands behind the last record that does not belong to it: a torn record, or
  /// remains of an earlier session.
  public var hasTornTail: Bool

  public static func == (left: RecoveryReport, right: RecoveryReport) -> Bool {
    left.headerValid == right.headerValid && left.slotValid == right.slotValid
      && left.session == right.session && left.sequence == right.sequence
      && left.checkpointRecords == right.checkpointRecords && left.records == right.records
      && left.recordsBehindCheckpoint == right.recordsBehindCheckpoint
      && left.damagedRecords == right.damagedRecords && left.hasTornTail == right.hasTornTail
  }
}
