import Foundation

/// A file that appears under its name only when it is whole.
struct PictureFile: ~Copyable {
  let handle: FileHandle
  private let target: String
  private let temporary: String
  private var isDone = false

  /// Makes an empty file beside `file`, or beside what `file` links to.
  init(replacing file: String) throws(PictureError) {
    guard !file.isEmpty, !file.utf8.contains(0) else {
      throw .fileNotWritten(file: file, reason: " (not the name of a file)")
    }
    let target = try Self.target(of: file)
    let folder = (target as NSString).deletingLastPathComponent
    let name = ".wheatstone-\(UInt64.random(in: 0 ... .max)).part"
    let temporary = (folder as NSString).appendingPathComponent(name)
    // Not mkstemp: the picture gets the permissions that every new file gets.
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .fileNotWritten(file: file, reason: systemText(errno)) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    self.target = target
    self.temporary = temporary
  }

  /// Where the file really is; throws where something else than a file is.
  private static func target(of file: String) throws(PictureError) -> String {
    var status = stat()
    guard unsafe stat(file, &status) == 0 else { return file }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .fileNotWritten(file: file, reason: " (it is there, and not a regular file)")
    }
    return URL(fileURLWithPath: file).resolvingSymlinksInPath().path
  }

  /// Puts the file in its place.
  consuming func finish() throws(PictureError) {
    guard unsafe rename(temporary, target) == 0 else {
      throw .fileNotWritten(file: target, reason: systemText(errno))
    }
    isDone = true
  }

  deinit {
    if !isDone { _ = unsafe unlink(temporary) }
  }
}
