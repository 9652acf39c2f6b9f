import FixedPoint

/// The checks before the first use.
extension Transcript {
  func checkedHeader() throws(TranscriptError) -> TranscriptHeader {
    typealias Field = TranscriptHeader.Field
    guard bytes.count >= TranscriptHeader.byteCount else {
      throw TranscriptError(
        .truncated, place: UInt64(TranscriptHeader.byteCount), value: Int64(bytes.count))
    }
    let magic = bytes.word64(Field.magic.rawValue)
    guard magic == TranscriptHeader.magicValue else {
      throw TranscriptError(.notATranscript, value: Int64(bitPattern: magic))
    }
    let version = bytes.word32(Field.version.rawValue)
    guard version == TranscriptHeader.currentVersion else {
      throw TranscriptError(.otherVersion, Field.version, Int64(version))
    }
    var header = TranscriptHeader(
      TranscriptShape(
        planChecksum: bytes.word32(Field.planChecksum.rawValue),
        sourceCount: bytes.word32(Field.sourceCount.rawValue),
        nodeCount: bytes.word32(Field.nodeCount.rawValue),
        clampCount: bytes.word32(Field.clampCount.rawValue),
        elementCount: bytes.word32(Field.elementCount.rawValue)))
    header.checksum = bytes.word32(Field.checksum.rawValue)
    header.byteCount = bytes.word64(Field.byteCount.rawValue)
    header.eventCount = bytes.word64(Field.eventCount.rawValue)
    guard header.byteCount == UInt64(bytes.count) else {
      throw TranscriptError(.truncated, place: header.byteCount, value: Int64(bytes.count))
    }
    let checksum = bytes.checksum(from: TranscriptHeader.checksumStart)
    guard checksum == header.checksum else {
      throw TranscriptError(.damaged, Field.checksum, Int64(checksum))
    }
    return header
  }

  static func check(
    _ found: TranscriptShape, _ plan: TranscriptShape
  ) throws(TranscriptError) {
    func check(
      _ field: TranscriptHeader.Field, _ found: UInt32, _ wanted: UInt32
    ) throws(TranscriptError) {
      guard found == wanted else { throw TranscriptError(.otherPlan, field, Int64(found)) }
    }
    try check(.planChecksum, found.planChecksum, plan.planChecksum)
    try check(.sourceCount, found.sourceCount, plan.sourceCount)
    try check(.nodeCount, found.nodeCount, plan.nodeCount)
    try check(.clampCount, found.clampCount, plan.clampCount)
    try check(.elementCount, found.elementCount, plan.elementCount)
  }

  /// Follows the events to the end, which must be the last byte as well.
  func checkEvents() throws(TranscriptError) {
    var offset = TranscriptHeader.byteCount
    var count: UInt64 = 0
    while offset < bytes.count {
      guard let event = event(at: offset), (event.kind == .end) == (event.end == bytes.count) else {
        throw TranscriptError(
          .badEvent, place: UInt64(offset), value: Int64(bytes.byte(offset)))
      }
      try check(event, at: offset)
      count += 1
      offset = event.end
    }
    guard count > 0, count == header.eventCount else {
      throw TranscriptError(
        .wrongEventCount, TranscriptHeader.Field.eventCount, Int64(clamping: count))
    }
  }

  private func check(_ event: TranscriptEvent, at offset: Int) throws(TranscriptError) {
    switch event.kind {
    case .sample:
      for node in 0..<Int(header.shape.nodeCount) where sample(node, of: event) == nil {
        let place = event.payload + 4 * node
        throw TranscriptError(
          .badSample, place: UInt64(place), value: Int64(Int32(bitPattern: bytes.word32(place))))
      }
    case .notice, .fault:
      guard fault(of: event) != nil else {
        throw TranscriptError(.badEvent, place: UInt64(offset), value: Int64(event.kind.rawValue))
      }
    case .time, .noNotice, .end: break
    }
  }
}

extension TranscriptError {
  fileprivate init(_ reason: Reason, _ field: TranscriptHeader.Field, _ value: Int64) {
    self.init(reason, place: UInt64(field.rawValue), value: value)
  }
}
