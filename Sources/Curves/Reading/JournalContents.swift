import Foundation
import Journal
import JournalFile

/// A journal's file, read once: its header, every whole record, and what recovery found.
///
/// Reading beside a live writer is allowed: what is kept is the journal as of one moment.
public struct JournalContents: Sendable {
  /// The path as it was given.
  public let file: String
  public let header: JournalHeader
  /// The board's name, without control characters.
  public let board: String
  /// The task's name, without control characters.
  public let task: String
  public let layout: JournalLayout
  /// The file's size.
  public let byteCount: UInt64
  /// Every whole record, in their order.
  public let records: [JournalRecord]
  /// The newest whole checkpoint; nil before the first one.
  public let checkpoint: Checkpoint?
  /// The checkpoint's taps, one per element in the board's order; empty where there is no
  /// checkpoint or they were not asked for.
  public let taps: [Int32]
  /// The checkpoint's residuals, as ``taps``; empty as well where elements stand in layers.
  public let residuals: [Int32]
  public let recovery: RecoveryReport

  /// The most records that are read: 1 GiB of a file.
  public static var recordLimit: UInt64 { 1 << 24 }

  /// Reads a journal. What is kept in memory grows with the records that are there, never with what
  /// a header claims: a claim beyond the file's size is refused.
  public init(reading file: String, withTaps: Bool = false) throws(JournalReadError) {
    let storage = try FileStorage(reading: file)
    let byteCount = storage.byteCount
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: JournalLayout.readerScratchBytes, alignment: 8)
    defer { unsafe scratch.deallocate() }
    do throws(JournalError) {
      var reader = unsafe try JournalReader(storage, scratch: scratch)
      // What a checkpoint claims is looked for to its end, readable or not.
      if let claimed = reader.newestCheckpoint?.recordCount, claimed > Self.recordLimit {
        throw JournalError(
          .tooLarge, place: UInt64(reader.header.elementCount), value: Int64(clamping: claimed))
      }
      // First how many records there are: a live writer may add some while they are read.
      let recovery = try reader.report()
      guard recovery.records <= Self.recordLimit else {
        throw JournalError(
          .tooLarge, place: UInt64(reader.header.elementCount), value: Int64(recovery.records))
      }
      var records: [JournalRecord] = []
      while UInt64(records.count) < recovery.records, let record = try reader.nextRecord() {
        records.append(record)
      }
      let checkpoint = reader.newestCheckpoint
      // The layout has been compared with the file's size, hence so has this count.
      let elements = withTaps && checkpoint != nil ? Int(reader.header.elementCount) : 0
      var taps = [Int32](repeating: 0, count: elements)
      var residuals = [Int32](
        repeating: 0, count: reader.header.hasResiduals ? elements : 0)
      if elements > 0 {
        var tapSpan = taps.mutableSpan
        var residualSpan = residuals.mutableSpan
        _ = try reader.readCheckpoint(taps: &tapSpan, residuals: &residualSpan)
      }
      self.file = file
      self.byteCount = byteCount
      header = reader.header
      layout = reader.layout
      board = text(of: reader.header.board)
      task = text(of: reader.header.task)
      self.records = records
      self.checkpoint = checkpoint
      self.taps = taps
      self.residuals = residuals
      self.recovery = recovery
    } catch {
      throw JournalReadError(error, file: file)
    }
  }
}

extension FileStorage {
  /// Opens a file to read, whatever its name.
  fileprivate init(reading file: String) throws(JournalReadError) {
    guard !file.isEmpty, !file.utf8.contains(0) else {
      throw JournalReadError(
        file: file, message: "'\(printable(file))' is not the name of a file; give a journal's path"
      )
    }
    let path = Array(file.utf8CString)
    do throws(StorageError) {
      self = unsafe try path.span.withUnsafeBufferPointer { bytes throws(StorageError) in
        guard let address = bytes.baseAddress else {
          throw StorageError(.open, errorNumber: EINVAL)
        }
        return unsafe try FileStorage(readingFrom: address)
      }
    } catch {
      throw JournalReadError(error, file: file)
    }
  }
}

/// A name as text that is safe on a terminal.
private func text(of name: JournalName) -> String {
  var bytes: [UInt8] = []
  for index in 0..<name.count { bytes.append(name[index]) }
  return printable(String(decoding: bytes, as: UTF8.self))
}

/// `text` with a `?` for every control character: names come from files that anybody may have made.
func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      result += "?"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
