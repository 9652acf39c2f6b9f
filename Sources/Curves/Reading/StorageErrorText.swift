import Foundation
import Journal

/// One sentence for what the storage of the journal `file` could not do.
///
/// `place`: the byte offset that was meant; nil where there is none.
public func describe(_ error: StorageError, file: String, place: UInt64? = nil) -> String {
  let reason = systemText(error.errorNumber)
  let at = place.map { " at byte \(grouped($0))" } ?? ""
  let what =
    switch error.operation {
    case .open:
      "the journal cannot be opened\(reason); \(advice(opening: error.errorNumber))"
    case .lock:
      "another program is writing this journal; wait until it has ended, or name another file"
    case .read:
      "the journal cannot be read\(at)\(reason); check the disk, or read a copy of the file"
    case .write:
      "the journal cannot be written\(at)\(reason); free some space or check the disk, then resume"
    case .sync:
      "the journal could not be made durable\(reason); check the disk, then resume"
    case .allocate:
      "the journal's full size of \(place.map { grouped($0) } ?? "?") bytes cannot be reserved"
        + "\(reason); free some space, or name a file on another disk"
    case .endOfFile:
      "the journal ends before byte \(place.map { grouped($0) } ?? "?"), where more was expected; "
        + "it was shortened while it was read: read it again, or copy the whole file again"
    }
  return "\(printable(file)): " + what
}

private func advice(opening errorNumber: Int32) -> String {
  switch errorNumber {
  case ENOENT: "check the path; 'wheatstone learn --journal FILE' writes one"
  case EACCES, EPERM: "ask for the permission, or name another file"
  case EISDIR, EINVAL: "a journal is a regular file: name one"
  default: "check the path"
  }
}

/// The operating system's words for an errno, in brackets; empty for 0.
func systemText(_ errorNumber: Int32) -> String {
  guard errorNumber != 0 else { return "" }
  guard let text = unsafe strerror(errorNumber) else { return " (error \(errorNumber))" }
  return unsafe " (\(String(cString: text)))"
}
