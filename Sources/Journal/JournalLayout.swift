/// Where everything stands in a journal: two copies of the header, two checkpoint slots, records
/// (docs/journal.md).
public struct JournalLayout: BitwiseCopyable, Equatable, Sendable {
  public let elementCount: UInt32
  /// As many as elements, or none.
  public let residualCount: UInt32
  /// How many records fit.
  public let recordCapacity: UInt64
  /// Bytes from one checkpoint slot to the next, a multiple of ``pageBytes``.
  public let slotBytes: UInt64
  /// Where the first record stands.
  public let recordsOffset: UInt64
  /// The size of the whole journal.
  public let byteCount: UInt64

  /// Refuses with ``JournalError/Reason/tooLarge`` what no file can hold.
  public init(
    elementCount: UInt32, hasResiduals: Bool = true, recordCapacity: UInt64
  ) throws(JournalError) {
    guard elementCount <= Self.maximumElementCount, recordCapacity <= Self.maximumRecordCapacity
    else {
      throw JournalError(
        .tooLarge, place: UInt64(elementCount), value: Int64(clamping: recordCapacity))
    }
    self.elementCount = elementCount
    residualCount = hasResiduals ? elementCount : 0
    self.recordCapacity = recordCapacity
    // Within the limits above nothing below comes near 2^63.
    slotBytes = Self.roundedToPage(Self.usedSlotBytes(elementCount, residualCount))
    recordsOffset = 2 * Self.pageBytes + 2 * slotBytes
    byteCount = recordsOffset + recordCapacity * UInt64(JournalRecord.byteCount)
  }

  /// 2^24: a checkpoint of 128 MiB.
  public static var maximumElementCount: UInt32 { 1 << 24 }
  /// 2^40 records, 64 TiB.
  public static var maximumRecordCapacity: UInt64 { 1 << 40 }
  /// What headers and slots are aligned to, so that no two of them share a page of a disk.
  public static var pageBytes: UInt64 { 4096 }
  /// The scratch memory that reading needs, whatever the journal.
  public static var readerScratchBytes: Int { 4096 }

  /// The scratch memory that writing needs: checkpoints are written page by page.
  public static var writerScratchBytes: Int { Int(pageBytes) }

  /// Header, taps, residuals, checksum.
  var usedSlotBytes: UInt64 { Self.usedSlotBytes(elementCount, residualCount) }

  private static func usedSlotBytes(_ elementCount: UInt32, _ residualCount: UInt32) -> UInt64 {
    UInt64(Checkpoint.headerByteCount) + 4 * (UInt64(elementCount) + UInt64(residualCount)) + 4
  }

  private static func roundedToPage(_ bytes: UInt64) -> UInt64 {
    (bytes + pageBytes - 1) & ~(pageBytes - 1)
  }

  /// Copy 0 or 1 of the header.
  static func headerOffset(copy: Int) -> UInt64 { copy == 0 ? 0 : pageBytes }

  /// Slot 0 or 1.
  public func slotOffset(_ slot: Int) -> UInt64 {
    2 * Self.pageBytes + (slot == 0 ? 0 : slotBytes)
  }

  /// Checkpoints alternate: the first goes to slot 0.
  static func slot(sequence: UInt64) -> Int { Int((sequence &- 1) & 1) }

  /// Where the record of an index below ``recordCapacity`` stands.
  public func recordOffset(_ index: UInt64) -> UInt64 {
    recordsOffset + index * UInt64(JournalRecord.byteCount)
  }
}
