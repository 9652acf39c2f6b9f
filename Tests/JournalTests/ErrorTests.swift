import Journal
import Testing

@Suite struct ErrorTests {
  let scratch = Scratch(65536)

  private func whole(_ plan: String = "rcrrcr") throws -> [UInt8] {
    let session = try Session(
      creating: true, on: [], header: Scripts.header(), steps: Scripts.steps(plan),
      scratch: scratch)
    return bytes(after: session.trace.map { ($0, .kept) }, onto: [])
  }

  private func reason(_ bytes: [UInt8]) -> JournalError? {
    do throws(JournalError) {
      _ = unsafe try JournalReader(DiskStorage(disk: Disk(bytes)), scratch: scratch.memory)
      return nil
    } catch { return error }
  }

  @Test("what is no journal")
  func strangers() {
    for count in [0, 1, 100, 4607, 4608, 20000] {
      #expect(reason([UInt8](repeating: 0, count: count))?.reason == .notBegun, "\(count) zeros")
    }
    for count in [1, 100, 4607, 4608, 20000] {
      let text = [UInt8](repeating: 65, count: count)
      #expect(reason(text)?.reason == .notAJournal, "\(count) letters")
    }
  }

  @Test("a journal that was cut short, at any length")
  func truncation() throws {
    let bytes = try whole()
    for count in 1..<bytes.count {
      let error = reason(Array(bytes[..<count]))
      let expected = count < 4608 ? 4608 : bytes.count
      #expect(
        error == JournalError(.truncated, place: UInt64(expected), value: Int64(count)), "\(count)")
    }
    #expect(reason(bytes) == nil)
  }

  @Test("damaged headers and other versions")
  func headers() throws {
    var bytes = try whole()
    bytes[30] ^= 1
    #expect(reason(bytes) == JournalError(.damagedHeader))
    Seal.header(&bytes, 0)
    #expect(reason(bytes) == nil)
    Seal.store(2, &bytes, 8, 4)
    #expect(reason(bytes) == JournalError(.damagedHeader))
    Seal.header(&bytes, 0)
    #expect(reason(bytes) == JournalError(.otherVersion, place: 8, value: 2))
  }

  @Test("sizes that no file can have")
  func sizes() throws {
    for (elements, records) in [
      (UInt32.max, 0), (1 << 24 + 1, 1), (0, UInt64.max), (5, 1 << 40 + 1),
      (UInt32.max, UInt64.max),
    ] as [(UInt32, UInt64)] {
      let expected = JournalError(
        .tooLarge, place: UInt64(elements), value: Int64(clamping: records))
      #expect(throws: expected) {
        _ = try JournalLayout(elementCount: elements, recordCapacity: records)
      }
      var bytes = try whole()
      Seal.store(UInt64(elements), &bytes, 20, 4)
      Seal.store(records, &bytes, 40, 8)
      Seal.header(&bytes, 0)
      #expect(reason(bytes) == expected)
    }
    let largest = try JournalLayout(elementCount: 1 << 24, recordCapacity: 1 << 40)
    #expect(largest.byteCount == 8192 + 2 * (128 << 20 + 4096) + 64 << 40)
  }
}
