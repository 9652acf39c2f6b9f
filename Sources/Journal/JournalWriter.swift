/// Writes a journal: records one behind the other, checkpoints into alternating slots.
///
/// Allocates nothing; once created or resumed it only writes and syncs.
///
/// After a storage error what is on the disk is unknown: every later call fails with
/// ``JournalError/Reason/failedBefore``, and the journal has to be resumed.
public struct JournalWriter<Storage: JournalStorage & ~Copyable>: ~Copyable {
  var medium: Medium<Storage>
  /// What the journal says about its run.
  public let header: JournalHeader
  /// Where everything stands.
  public let layout: JournalLayout
  /// The checkpoint that the run goes on from; nil where it starts at its beginning.
  public let resumed: Checkpoint?
  /// What recovery did; nil for a new journal.
  public let recovery: RecoveryReport?
  /// Records in the journal.
  public private(set) var recordCount: UInt64
  /// The number of the newest checkpoint; 0 before the first.
  public private(set) var sequence: UInt64
  var chain: UInt32
  var hasFailed = false

  init(
    _ medium: consuming Medium<Storage>, header: JournalHeader, layout: JournalLayout,
    resumed: Checkpoint?, recovery: RecoveryReport?
  ) {
    self.medium = medium
    self.header = header
    self.layout = layout
    self.resumed = resumed
    self.recovery = recovery
    recordCount = resumed?.recordCount ?? 0
    sequence = resumed?.sequence ?? 0
    chain = resumed?.chain ?? header.identity
  }

  /// Places left for records.
  public var remainingRecords: UInt64 { layout.recordCapacity - recordCount }

  /// Writes a record, with one write of 64 bytes. It survives the end of the program from here on,
  /// and a power cut from the next ``sync()`` or checkpoint on.
  ///
  /// - Throws: ``JournalError/Reason/full`` where no place is left; nothing is overwritten.
  public mutating func append(_ record: JournalRecord) throws(JournalError) {
    guard !hasFailed else { throw JournalError(.failedBefore) }
    guard recordCount < layout.recordCapacity else {
      throw JournalError(
        .full, place: layout.byteCount, value: Int64(clamping: layout.recordCapacity))
    }
    var stamped = record
    stamped.session = header.session
    let (bytes, newChain) = stamped.encode(after: chain)
    hasFailed = true
    try medium.write(at: layout.recordOffset(recordCount), unsafe bytes.span.bytes)
    hasFailed = false
    chain = newChain
    recordCount += 1
  }

  /// Makes the records so far durable.
  public mutating func sync() throws(JournalError) {
    guard !hasFailed else { throw JournalError(.failedBefore) }
    hasFailed = true
    try medium.sync()
    hasFailed = false
  }

  /// Makes the records so far durable, then the run's state: one sync, one write, one sync. When it
  /// returns, a resumed run goes on from here; if power is cut before, from here or from the
  /// checkpoint before.
  ///
  /// `taps` and `residuals`: one entry an element.
  public mutating func checkpoint(
    taps: Span<Int32>, residuals: Span<Int32>, state: CheckpointState
  ) throws(JournalError) {
    guard !hasFailed else { throw JournalError(.failedBefore) }
    let elements = Int(layout.elementCount)
    guard taps.count == elements, residuals.count == elements else {
      throw JournalError(
        .wrongCount, place: UInt64(elements),
        value: Int64(taps.count == elements ? residuals.count : taps.count))
    }
    guard sequence < .max else { throw JournalError(.exhausted) }
    encode(taps: taps, residuals: residuals, state: state)
    let slot = JournalLayout.slot(sequence: sequence + 1)
    hasFailed = true
    // Records first: a checkpoint never counts one that may yet be lost.
    try medium.sync()
    try medium.writeScratch(0..<Int(layout.slotBytes), at: layout.slotOffset(slot))
    try medium.sync()
    hasFailed = false
    sequence += 1
  }

  /// Puts the whole slot into the scratch memory.
  private mutating func encode(
    taps: Span<Int32>, residuals: Span<Int32>, state: CheckpointState
  ) {
    let next = Checkpoint(
      sequence: sequence + 1, recordCount: recordCount, chain: chain, session: header.session,
      state: state)
    var bytes = unsafe medium.scratch.mutableSpan
    next.encode(elementCount: layout.elementCount, into: &bytes)
    var position = Checkpoint.headerByteCount
    for i in taps.indices {
      bytes.store(UInt32(bitPattern: taps[i]), at: position)
      position += 4
    }
    for i in residuals.indices {
      bytes.store(UInt32(bitPattern: residuals[i]), at: position)
      position += 4
    }
    bytes.store(bytes.span.checksum(0..<position, continuing: header.identity), at: position)
    for i in position + 4..<Int(layout.slotBytes) { bytes[i] = 0 }
  }
}
