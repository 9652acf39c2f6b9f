import Journal

/// Why a journal could not be read, in one sentence that names the file.
public struct JournalReadError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path as it was given.
  public let file: String
  /// What, where, why, and what to do.
  public let message: String
  /// The journal's reason; nil where the file could not even be opened.
  public let reason: JournalError.Reason?

  init(file: String, message: String) {
    self.file = file
    self.message = message
    reason = nil
  }

  init(_ error: JournalError, file: String) {
    self.file = file
    message = describe(error, file: file)
    reason = error.reason
  }

  init(_ error: StorageError, file: String) {
    self.file = file
    message = describe(error, file: file)
    reason = nil
  }

  public var description: String { message }
}
