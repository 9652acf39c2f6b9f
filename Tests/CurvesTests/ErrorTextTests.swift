import Curves
import Foundation
import Journal
import Testing

@Suite struct ErrorTextTests {
  @Test(arguments: 1...16 as ClosedRange<UInt8>)
  func everyReasonIsASentenceThatNamesTheFile(_ raw: UInt8) throws {
    let reason = try #require(JournalError.Reason(rawValue: raw))
    let text = describe(JournalError(reason, place: 24, value: 12_345), file: "/x/run.journal")
    #expect(text.hasPrefix("/x/run.journal: "))
    // What and why before the semicolon or bracket, what to do behind.
    #expect(text.contains(";") || text.contains("("))
    #expect(!text.contains("\n") && text.count < 400)
  }

  @Test func reasonsAreToldApart() {
    let texts = (1...16 as ClosedRange<UInt8>).compactMap(JournalError.Reason.init(rawValue:))
      .map { describe(JournalError($0), file: "f") }
    #expect(Set(texts).count == 16)
  }

  @Test func theSystemsReasonIsNamed() {
    let full = StorageError(.allocate, errorNumber: ENOSPC)
    let text = describe(full, file: "f", place: 4096)
    #expect(text.contains("No space left on device"))
    #expect(text.contains("4,096 bytes"))
    for raw in 1...7 as ClosedRange<UInt8> {
      guard let operation = StorageError.Operation(rawValue: raw) else { continue }
      let error = StorageError(operation, errorNumber: EIO)
      #expect(describe(error, file: "f").hasPrefix("f: "))
    }
    #expect(describe(StorageError(.lock, errorNumber: 0), file: "f").contains("another program"))
  }

  @Test func filesThatCannotBeOpenedSayWhy() throws {
    let folder = try TemporaryFolder()
    for (file, words) in [
      (folder.file("none"), "No such file"), (folder.path, "regular file"),
      ("/dev/null", "regular file"), ("", "not the name"), ("a\0b", "not the name"),
    ] {
      let error = #expect(throws: JournalReadError.self) { try JournalContents(reading: file) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }
}
