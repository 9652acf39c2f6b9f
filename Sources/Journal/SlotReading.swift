import Checksum

extension Medium where Storage: ~Copyable {
  /// Reads a slot piece by piece, in no more scratch memory than a page. Nil where it holds no
  /// whole checkpoint; then taps and residuals are undefined. Both, where given, have as many
  /// entries as the layout says.
  mutating func readSlot(
    _ slot: Int, _ opened: OpenedJournal, taps: UnsafeMutableBufferPointer<Int32>?,
    residuals: UnsafeMutableBufferPointer<Int32>?
  ) throws(JournalError) -> Checkpoint? {
    let start = opened.layout.slotOffset(slot)
    let total = Int(opened.layout.usedSlotBytes)
    let elements = Int(opened.layout.elementCount)
    var found: Checkpoint?
    var checksum = opened.header.identity
    var position = 0
    // A whole number of words in each piece; the last word of all is the checksum.
    while position < total {
      let count = min(JournalLayout.readerScratchBytes, total - position)
      try read(at: start + UInt64(position), count: count)
      let bytes = unsafe UnsafeBufferPointer(scratch).span
      var index = 0
      if position == 0 {
        found = Checkpoint(bytes, slot: slot, header: opened.header)
        if found == nil { return nil }
        index = Checkpoint.headerByteCount
      }
      let isLast = position + count == total
      let end = isLast ? count - 4 : count
      checksum = bytes.checksum(0..<end, continuing: checksum)
      if let taps = unsafe taps, let residuals = unsafe residuals {
        while index < end {
          let word = Int32(bitPattern: bytes.word32(index))
          let element = (position + index - Checkpoint.headerByteCount) / 4
          if element < elements {
            unsafe taps[element] = word
          } else {
            unsafe residuals[element - elements] = word
          }
          index += 4
        }
      }
      if isLast && bytes.word32(end) != checksum { return nil }
      position += count
    }
    return found
  }

  /// Reads the newest checkpoint's taps and residuals.
  mutating func load(
    _ opened: OpenedJournal, taps: inout MutableSpan<Int32>, residuals: inout MutableSpan<Int32>
  ) throws(JournalError) -> Checkpoint {
    guard let newest = opened.newest else { throw JournalError(.noCheckpoint) }
    try opened.layout.check(taps: taps.count, residuals: residuals.count)
    let slot = JournalLayout.slot(sequence: newest.sequence)
    let tapMemory = unsafe taps.withUnsafeMutableBufferPointer { unsafe $0 }
    let residualMemory = unsafe residuals.withUnsafeMutableBufferPointer { unsafe $0 }
    let found = unsafe try readSlot(slot, opened, taps: tapMemory, residuals: residualMemory)
    guard let found, found == newest else {
      throw JournalError(.checkpointLost, place: opened.layout.slotOffset(slot))
    }
    return newest
  }
}

extension JournalLayout {
  /// Throws where there are not as many taps and residuals as a checkpoint has.
  func check(taps: Int, residuals: Int) throws(JournalError) {
    guard taps == Int(elementCount) else {
      throw JournalError(.wrongCount, place: UInt64(elementCount), value: Int64(taps))
    }
    guard residuals == Int(residualCount) else {
      throw JournalError(.wrongCount, place: UInt64(residualCount), value: Int64(residuals))
    }
  }
}
