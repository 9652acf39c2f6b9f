import BoardInterface
import FixedPoint

/// A checked transcript: reads the bytes in place, copies nothing.
///
/// The memory must stay readable and unchanged for as long as the value is used.
public struct Transcript: BitwiseCopyable, Sendable {
  public private(set) var header: TranscriptHeader
  let bytes: TranscriptBytes

  /// Reads `bytes` after checking all of them once: header, checksum, that it was recorded with the
  /// plan of `shape`, and every event.
  public init(
    checking bytes: UnsafeRawBufferPointer, for shape: TranscriptShape
  ) throws(TranscriptError) {
    unsafe self.bytes = TranscriptBytes(bytes)
    header = TranscriptHeader(shape)
    let read = try checkedHeader()
    try Self.check(read.shape, shape)
    header = read
    try checkEvents()
  }

  /// The event at a byte offset; nil where there is none.
  func event(at offset: Int) -> TranscriptEvent? {
    guard offset >= TranscriptHeader.byteCount, offset <= bytes.count,
      bytes.count - offset >= TranscriptEvent.headByteCount,
      let kind = TranscriptEvent.Kind(rawValue: bytes.byte(offset)),
      bytes.word32(offset) >> 8 == 0
    else { return nil }
    let payload = offset + TranscriptEvent.headByteCount
    let needed = kind.payloadByteCount(nodeCount: header.shape.nodeCount)
    guard needed <= UInt64(bytes.count - payload) else { return nil }
    return TranscriptEvent(
      kind: kind, asked: bytes.word32(offset + 4), payload: payload, end: payload + Int(needed))
  }

  /// A sample of a reading; nil outside of `-1 ... 1`.
  func sample(_ node: Int, of event: TranscriptEvent) -> Sample? {
    let raw = Int32(bitPattern: bytes.word32(event.payload + 4 * node))
    return raw >= -Sample.one.raw && raw <= Sample.one.raw ? Sample(raw: raw) : nil
  }

  func time(of event: TranscriptEvent) -> UInt64 { bytes.word64(event.payload) }

  /// The fault of a notice or a failed call; nil where its kind is unknown.
  func fault(of event: TranscriptEvent) -> BoardFault? {
    guard let raw = UInt8(exactly: bytes.word32(event.payload)),
      let kind = BoardFault.Kind(rawValue: raw)
    else { return nil }
    return BoardFault(
      kind, channel: bytes.word32(event.payload + 4),
      detail: Int32(bitPattern: bytes.word32(event.payload + 8)))
  }
}
