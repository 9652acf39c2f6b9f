import Curves
import Foundation
import Journal
import Testing

@Suite struct DamageTests {
  let folder: TemporaryFolder
  let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = folder.file("a.journal")
    try SyntheticJournal.iris.write(to: file)
  }

  private func change(_ edit: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    edit(&bytes)
    try bytes.write(to: URL(fileURLWithPath: file))
  }

  private func failure() -> JournalReadError? {
    do throws(JournalReadError) {
      _ = try JournalContents(reading: file)
      return nil
    } catch { return error }
  }

  private func verdict() throws -> JournalVerification {
    verification(try JournalContents(reading: file))
  }

  @Test func aWholeJournalIsSound() throws {
    let verdict = try verdict()
    #expect(verdict.isSound)
    #expect(verdict.sentences.last == "The journal is sound.")
    #expect(verdict.text.contains("both slots are whole; the newest is number 2 at trial 1,000"))
    let object = try JSONSerialization.jsonObject(with: Data(verdict.json.utf8))
    let keys = try #require(object as? [String: Any])
    #expect(keys["is_sound"] as? Bool == true)
    #expect(keys["records"] as? Int == SyntheticJournal.iris.records.count)
    #expect(keys["checkpoint_trial"] as? Int == 1000)
  }

  @Test func aTornTailIsNamedAndHarmless() throws {
    let records = SyntheticJournal.iris.records.count
    let layout = try JournalLayout(elementCount: 4, recordCapacity: UInt64(records) + 16)
    try change { $0[Int(layout.recordOffset(UInt64(records))) + 9] = 77 }
    let verdict = try verdict()
    #expect(verdict.isSound)
    #expect(verdict.text.contains("torn"))
  }

  @Test func aDamagedRecordIsCountedAndNotSound() throws {
    let records = SyntheticJournal.iris.records.count
    let layout = try JournalLayout(elementCount: 4, recordCapacity: UInt64(records) + 16)
    try change { $0[Int(layout.recordOffset(5)) + 30] ^= 1 }
    let verdict = try verdict()
    #expect(!verdict.isSound)
    // Only that record: the ones behind it are checked against the checksum that it carries.
    #expect(verdict.text.contains("1 record before the newest checkpoint cannot be read"))
    #expect(verdict.text.contains("\(records - 1) are whole"))
  }

  @Test func aTornCheckpointLeavesTheOneBefore() throws {
    let layout = try JournalLayout(elementCount: 4, recordCapacity: 64)
    // Number 2 stands in the second slot.
    try change { $0[Int(layout.slotOffset(1)) + 100] ^= 1 }
    let contents = try JournalContents(reading: file)
    #expect(contents.checkpoint?.sequence == 1)
    let verdict = verification(contents)
    #expect(verdict.isSound)
    #expect(verdict.text.contains("one slot is whole"))
    // Ten records stood before the first checkpoint.
    let behind = SyntheticJournal.iris.records.count - 10
    #expect(verdict.text.contains("\(behind) of them behind the newest checkpoint"))
  }

  @Test func whatIsNoJournalGetsOneSentence() throws {
    let cases: [(JournalError.Reason, (inout Data) -> Void)] = [
      (.notBegun, { $0 = Data() }),
      (.notBegun, { $0 = Data(count: 20_000) }),
      (.notAJournal, { $0 = Data(repeating: 65, count: 20_000) }),
      (.damagedHeader, { $0[40] ^= 1 }),
      (.truncated, { $0 = $0.prefix(9000) }),
      (.truncated, { $0 = $0.prefix(100) }),
    ]
    for (reason, edit) in cases {
      try SyntheticJournal.iris.write(to: file)
      try change(edit)
      let error = try #require(failure())
      #expect(error.reason == reason)
      #expect(error.message.hasPrefix(file + ": "))
      #expect(error.message.contains(";"), "says what to do: \(error.message)")
      #expect(!error.message.contains("\n"))
    }
  }

  /// A header may claim 2^40 records; the file decides.
  @Test func anyByteMayBeWrong() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    for offset in stride(from: 0, to: whole.count, by: 61) {
      var bytes = whole
      bytes[offset] ^= 0xFF
      try bytes.write(to: URL(fileURLWithPath: file))
      if let error = failure() {
        #expect(!error.message.isEmpty)
      } else {
        #expect(try !journalListing(JournalContents(reading: file, withTaps: true)).text.isEmpty)
      }
    }
  }
}
