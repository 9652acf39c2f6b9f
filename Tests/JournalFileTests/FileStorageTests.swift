import Foundation
import Journal
import JournalFile
import Testing

@Suite struct FileStorageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func error(_ body: () throws(StorageError) -> Void) -> StorageError? {
    do throws(StorageError) {
      try body()
      return nil
    } catch { return error }
  }

  @Test("one writer at a time, readers beside it")
  func lock() throws {
    let path = folder.file("journal")
    do {
      let writer = unsafe try FileStorage(creating: path)
      let locked = StorageError(.lock, errorNumber: EWOULDBLOCK)
      #expect(
        error { () throws(StorageError) in _ = unsafe try FileStorage(creating: path) } == locked)
      #expect(
        error { () throws(StorageError) in _ = unsafe try FileStorage(writingTo: path) } == locked)
      #expect(
        error { () throws(StorageError) in _ = unsafe try FileStorage(readingFrom: path) } == nil)
      #expect(writer.byteCount == 0)
    }
    #expect(error { () throws(StorageError) in _ = unsafe try FileStorage(writingTo: path) } == nil)
  }

  @Test("what cannot be opened, and nothing waits")
  func openErrors() throws {
    let missing = folder.file("missing")
    let pipe = folder.file("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let cases: [(String, Int32, Int32)] = [
      (missing, ENOENT, ENOENT), (folder.path, EISDIR, EISDIR), (pipe, EINVAL, EINVAL),
      ("/dev/zero", EINVAL, EINVAL), ("", ENOENT, ENOENT),
    ]
    for (path, reading, writing) in cases {
      #expect(
        error { () throws(StorageError) in _ = unsafe try FileStorage(readingFrom: path) }
          == StorageError(.open, errorNumber: reading), "\(path)")
      #expect(
        error { () throws(StorageError) in _ = unsafe try FileStorage(writingTo: path) }
          == StorageError(.open, errorNumber: writing), "\(path)")
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
    let nowhere = missing + "/journal"
    #expect(
      error { () throws(StorageError) in _ = unsafe try FileStorage(creating: nowhere) }
        == StorageError(.open, errorNumber: ENOENT))
  }

  @Test("the full size is there from the start, all zero, and grows with zeros")
  func reservation() throws {
    let path = folder.file("journal", [UInt8](repeating: 9, count: 5000))
    var storage = unsafe try FileStorage(creating: path)
    #expect(storage.byteCount == 5000)
    try storage.clear(byteCount: 100_000)
    #expect(storage.byteCount == 100_000)
    #expect(TemporaryFolder.content(path) == [UInt8](repeating: 0, count: 100_000))
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    #expect(status.st_blocks * 512 >= 100_000)
    let ones: [UInt8] = [1, 2, 3]
    try storage.write(at: 99_997, unsafe ones.span.bytes)
    try storage.extend(byteCount: 100_100)
    try storage.sync()
    #expect(storage.byteCount == 100_100)
    #expect(
      TemporaryFolder.content(path)
        == [UInt8](repeating: 0, count: 99_997) + ones + [UInt8](repeating: 0, count: 100))
    // Smaller is no extension.
    try storage.extend(byteCount: 10)
    #expect(TemporaryFolder.content(path).count == 100_100)
    let failure = error { () throws(StorageError) in try storage.extend(byteCount: .max) }
    #expect(failure == StorageError(.allocate, errorNumber: EFBIG))
    #expect(TemporaryFolder.content(path).count == 100_100)
  }

  @Test("reading ends at the end, and a reader does not write")
  func limits() throws {
    let path = folder.file("journal", [1, 2, 3, 4])
    var storage = unsafe try FileStorage(readingFrom: path)
    var bytes: [UInt8] = [0, 0]
    var span = bytes.mutableSpan
    var raw = unsafe span.mutableBytes
    try storage.read(at: 2, into: &raw)
    var failure: StorageError?
    do throws(StorageError) { try storage.read(at: 3, into: &raw) } catch { failure = error }
    #expect(failure == StorageError(.endOfFile, errorNumber: 0))
    #expect(bytes[0] == 4)
    let other: [UInt8] = [9]
    failure = error { () throws(StorageError) in try storage.write(at: 0, unsafe other.span.bytes) }
    #expect(failure == StorageError(.write, errorNumber: EBADF))
    #expect(TemporaryFolder.content(path) == [1, 2, 3, 4])
  }

  @Test("a journal in a file: created, written, closed, resumed, enlarged, read")
  func journal() throws {
    let path = folder.file("journal")
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 8192, alignment: 16)
    defer { unsafe scratch.deallocate() }
    var header = JournalHeader(
      elementCount: 3, seed: 1, trialsPlanned: 10, recordCapacity: 4, planChecksum: 77)
    do {
      var writer = unsafe try JournalWriter.create(
        on: try FileStorage(creating: path), header: header, scratch: scratch)
      try writer.append(JournalRecord(.started, trial: 0, timeMicroseconds: 5))
      let taps: [Int32] = [1, -2, 3]
      let residuals: [Int32] = [-4, 5, -6]
      try writer.checkpoint(
        taps: taps.span, residuals: residuals.span,
        state: CheckpointState(trial: 9, generatorState: 8))
      #expect(TemporaryFolder.content(path).count == Int(writer.layout.byteCount))
    }
    header.recordCapacity = 100
    var taps: [Int32] = [0, 0, 0]
    var residuals = taps
    do {
      var tapSpan = taps.mutableSpan
      var residualSpan = residuals.mutableSpan
      var writer = unsafe try JournalWriter.resume(
        on: try FileStorage(writingTo: path), header: header, scratch: scratch, taps: &tapSpan,
        residuals: &residualSpan)
      #expect(writer.resumed?.state == CheckpointState(trial: 9, generatorState: 8))
      #expect(writer.remainingRecords == 99)
      try writer.append(JournalRecord(.stopped, trial: 9, timeMicroseconds: 6))
      try writer.sync()
    }
    #expect(taps == [1, -2, 3] && residuals == [-4, 5, -6])
    var reader = unsafe try JournalReader(try FileStorage(readingFrom: path), scratch: scratch)
    var kinds: [JournalRecord.Kind] = []
    while let record = try reader.nextRecord() { kinds.append(record.kind) }
    #expect(kinds == [.started, .stopped])
    #expect(reader.header.session == 2)
    let report = try reader.report()
    #expect(report.headerValid == (true, true) && report.recordsBehindCheckpoint == 1)
  }
}
