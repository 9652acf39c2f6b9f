import Journal
import Testing

@Suite struct FormatTests {
  let scratch = Scratch(65536)

  private func journal(_ steps: [Step], _ header: JournalHeader) throws -> [UInt8] {
    let session = try Session(
      creating: true, on: [], header: header, steps: steps, scratch: scratch)
    return bytes(after: session.trace.map { ($0, .kept) }, onto: [])
  }

  @Test("header, slots and records stand where docs/journal.md says")
  func offsets() throws {
    let record = JournalRecord(
      .evaluation, trial: 0x0102_0304_0506_0708, timeMicroseconds: 0x1112_1314_1516_1718,
      error: 0x2122_2324_2526_2728, movedElements: 0x3132_3334_3536_3738, correct: 0x4142_4344,
      total: 0x5152_5354, atRail: 0x6162_6364, faultKind: 9, faultChannel: 0x7172_7374,
      detail: -2, set: .test)
    let state = CheckpointState(trial: 11, generatorState: 12, words: [13, 14, 15, 16])
    let bytes = try journal(
      [.append(record), .checkpoint(state, taps: [1, -1, 7], residuals: [.min, .max, 0])],
      Scripts.header(elements: 3, capacity: 10, trials: 99))
    #expect(bytes.count == 8192 + 2 * 4096 + 640)
    #expect(Array(bytes[..<8]) == Array("WHTSTJNL".utf8))
    let header: [(Int, Int, UInt64)] = [
      (8, 4, 1), (16, 4, 1), (20, 4, 3), (24, 8, 7), (32, 8, 99), (40, 8, 10),
      (48, 4, 99 * 0x9E37_79B1 & 0xFFFF_FFFF), (52, 4, 3_300_000), (56, 4, 1), (60, 4, 30),
      (64, 4, 120), (68, 1, 10), (69, 1, 4),
    ]
    for (offset, count, value) in header {
      #expect(Seal.word(bytes, offset, count) == value, "header, \(offset)")
    }
    #expect(Array(bytes[128..<138]) == Array("iris-board".utf8))
    #expect(Array(bytes[192..<196]) == Array("iris".utf8))
    var sealed = bytes
    Seal.header(&sealed, 0)
    #expect(Array(bytes[4096..<8192]) == [UInt8](repeating: 0, count: 4096))

    let at = 8192 + 2 * 4096
    let fields: [(Int, Int, UInt64)] = [
      (0, 1, 3), (1, 1, 9), (2, 1, 1), (3, 1, 0), (4, 4, 1), (8, 8, record.trial),
      (16, 8, record.timeMicroseconds), (24, 8, record.error), (32, 8, record.movedElements),
      (40, 4, 0x4142_4344), (44, 4, 0x5152_5354), (48, 4, 0x6162_6364), (52, 4, 0x7172_7374),
      (56, 4, 0xFFFF_FFFE),
    ]
    for (offset, count, value) in fields {
      #expect(Seal.word(bytes, at + offset, count) == value, "record, \(offset)")
    }
    let chain = Seal.checksum(bytes[at..<at + 60], continuing: Seal.identity(bytes))
    #expect(Seal.word(bytes, at + 60, 4) == UInt64(chain))

    let slot = 8192
    #expect(Array(bytes[slot..<slot + 8]) == Array("WHTSTCKP".utf8))
    let words: [(Int, Int, UInt64)] = [
      (8, 8, 1), (16, 8, 11), (24, 8, 1), (32, 4, UInt64(chain)), (36, 4, 3), (40, 8, 12),
      (48, 8, 13), (56, 8, 14), (64, 8, 15), (72, 8, 16), (80, 4, 1), (84, 8, 0), (92, 4, 0),
      (96, 4, 1), (100, 4, 0xFFFF_FFFF), (104, 4, 7), (108, 4, 0x8000_0000),
      (112, 4, 0x7FFF_FFFF), (116, 4, 0),
    ]
    for (offset, count, value) in words {
      #expect(Seal.word(bytes, slot + offset, count) == value, "slot, \(offset)")
    }
    Seal.slot(&sealed, slot, elements: 3, identity: Seal.identity(bytes))
    #expect(sealed == bytes)
  }

  @Test("what was written is read", arguments: [0, 1, 3, 1000, 1001, 5000])
  func roundTrip(elements: Int) throws {
    let steps = Scripts.steps("rrcrrrrcr", elements: elements)
    let header = Scripts.header(elements: UInt32(elements))
    let scratch = Scratch(JournalLayout.writerScratchBytes)
    let session = try Session(
      creating: true, on: [], header: header, steps: steps, scratch: scratch)
    let whole = bytes(after: session.trace.map { ($0, .kept) }, onto: [])
    let reading = Scratch(JournalLayout.readerScratchBytes)
    let found = try #require(try Contents.read(whole, scratch: reading))
    #expect(session.violation(cut: session.trace.count, found: found) == nil)
    #expect(found.records.count == 7)
    #expect(found.checkpoint?.sequence == 2)
    #expect(found.checkpoint?.taps.count == elements)
    let report = found.report
    #expect(report.headerValid == (true, false) && report.slotValid == (true, true))
    #expect(report.checkpointRecords == 6 && report.recordsBehindCheckpoint == 1)
    #expect(report.damagedRecords == 0 && !report.hasTornTail)
  }

  @Test("records survive in number: more than a page of them")
  func manyRecords() throws {
    let plan = String(repeating: "r", count: 333) + "c" + String(repeating: "r", count: 200)
    let bytes = try journal(Scripts.steps(plan), Scripts.header(capacity: 600))
    let found = try #require(try Contents.read(bytes, scratch: scratch))
    #expect(found.records.map(\.trial) == Array(1...533))
    #expect(found.report.recordsBehindCheckpoint == 200)
  }

  @Test("of records before a checkpoint, those that the disk lost are counted, the others found")
  func damagedRecords() throws {
    let bytes = try journal(Scripts.steps("rrrrrcrrr"), Scripts.header())
    let third = 8192 + 2 * 4096 + 2 * 64
    // Its content; its checksum, on which the next one hangs; all of it.
    for (damaged, lost) in [(9..<10, [3]), (62..<63, [3, 4]), (0..<64, [3, 4])]
      as [(Range<Int>, [UInt64])]
    {
      var damagedBytes = bytes
      for i in damaged { damagedBytes[third + i] ^= 0x5A }
      let found = try #require(try Contents.read(damagedBytes, scratch: scratch))
      #expect(found.records.map(\.trial) == (1...8).filter { !lost.contains($0) })
      #expect(found.report.damagedRecords == UInt64(lost.count))
      #expect(found.report.records == UInt64(8 - lost.count))
    }
  }

  @Test("a lost header copy costs nothing but itself")
  func lostHeader() throws {
    let first = try journal(Scripts.steps("rcrr"), Scripts.header())
    let second = try Session(
      creating: false, on: first, header: Scripts.header(), steps: Scripts.steps("rrcr", first: 1),
      scratch: scratch)
    let whole = bytes(after: second.trace.map { ($0, .kept) }, onto: first)
    let before = try #require(try Contents.read(whole, scratch: scratch))
    for offset in [0, 4096] {
      var damaged = whole
      damaged[offset + 30] ^= 1
      let found = try #require(try Contents.read(damaged, scratch: scratch))
      #expect(found.checkpoint == before.checkpoint && found.records == before.records)
      #expect(found.report.headerValid == (offset == 4096, offset == 0))
      let third = try Session(
        creating: false, on: damaged, header: Scripts.header(), steps: [], scratch: scratch)
      #expect(third.header.session == 3)
    }
  }

  @Test("a name is cut to 64 bytes at a whole character")
  func names() {
    func text(_ name: JournalName) -> String {
      String(decoding: (0..<name.count).map { name[$0] }, as: UTF8.self)
    }
    let long = String(repeating: "x", count: 63)
    #expect(text(Scripts.name("")) == "")
    #expect(text(Scripts.name(long + "y")) == long + "y")
    #expect(text(Scripts.name(long + "yz")) == long + "y")
    #expect(text(Scripts.name(long + "Ω")) == long)
    #expect(
      text(Scripts.name(String(repeating: "Ω", count: 40))) == String(repeating: "Ω", count: 32))
    #expect(text(Scripts.name(long.dropLast() + "🌸")) == String(long.dropLast()))
  }
}
