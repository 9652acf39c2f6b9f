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

  /// Makes the records so far durable, then the run's state: a sync, the slot page by page, a sync. When it
  /// returns, a resumed run goes on from here; if power is cut before, from here or from the
  /// checkpoint before.
  ///
  /// `taps`: one entry an element; `residuals`: as many, or none where the header says so.
  public mutating func checkpoint(
    taps: Span<Int32>, residuals: Span<Int32>, state: CheckpointState
  ) throws(JournalError) {
    guard !hasFailed else { throw JournalError(.failedBefore) }
    try layout.check(taps: taps.count, residuals: residuals.count)
    guard sequence < .max else { throw JournalError(.exhausted) }
    hasFailed = true
    // Records first: a checkpoint never counts one that may yet be lost.
    try medium.sync()
    try write(taps: taps, residuals: residuals, state: state)
    try medium.sync()
    hasFailed = false
    sequence += 1
  }

  /// Writes the whole slot, a page of scratch memory at a time. What is cut off has no checksum.
  private mutating func write(
    taps: Span<Int32>, residuals: Span<Int32>, state: CheckpointState
  ) throws(JournalError) {
    let next = Checkpoint(
      sequence: sequence + 1, recordCount: recordCount, chain: chain, session: header.session,
      state: state)
    let start = layout.slotOffset(JournalLayout.slot(sequence: sequence + 1))
    let page = Int(JournalLayout.pageBytes)
    let end = Int(layout.usedSlotBytes) - 4
    var checksum = header.identity
    for position in stride(from: 0, to: Int(layout.slotBytes), by: page) {
      var bytes = unsafe medium.scratch.mutableSpan
      var index = 0
      if position == 0 {
        next.encode(elementCount: layout.elementCount, into: &bytes)
        index = Checkpoint.headerByteCount
      }
      var word = (position + index - Checkpoint.headerByteCount) / 4
      while index < page, word < taps.count + residuals.count {
        let value = word < taps.count ? taps[word] : residuals[word - taps.count]
        bytes.store(UInt32(bitPattern: value), at: index)
        index += 4
        word += 1
      }
      if position <= end {
        checksum = bytes.span.checksum(0..<index, continuing: checksum)
        if index < page, position + index == end {
          bytes.store(checksum, at: index)
          index += 4
        }
      }
      while index < page {
        bytes[index] = 0
        index += 1
      }
      try medium.writeScratch(0..<page, at: start + UInt64(position))
    }
  }
}
