import Foundation

/// gnuplot, run without a shell, with its commands on standard input and the picture on standard
/// output: it is told no file name.
struct GnuplotProgram {
  let path: String
  let environment: [String: String]
  let timeoutSeconds: Double

  /// Finds gnuplot in the PATH of `environment`.
  init(environment: [String: String], timeoutSeconds: Double) throws(PictureError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let candidates = folders.filter { $0.hasPrefix("/") }.map { "\($0)/gnuplot" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw .gnuplotMissing
    }
    self.path = path
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
  }

  /// Runs the script. Files on all three ends, so that neither side ever waits for the other.
  func run(_ script: String, output: FileHandle) throws(PictureError) {
    let input = try FileHandle.nameless()
    let complaints = try FileHandle.nameless()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    // -d: the user's own settings would change the picture.
    process.arguments = ["-d", "-"]
    process.environment = environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = complaints
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try input.write(contentsOf: Data(script.utf8))
      try input.seek(toOffset: 0)
      try process.run()
    } catch {
      throw .gnuplotFailed(status: -1, message: "it cannot be started (\(error))")
    }
    if ended.wait(timeout: .now() + timeoutSeconds) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      _ = ended.wait(timeout: .now() + 5)
      throw .gnuplotTimedOut(seconds: timeoutSeconds)
    }
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      throw .gnuplotFailed(
        status: process.terminationStatus, message: complaints.firstComplaint)
    }
  }
}

extension FileHandle {
  /// A file that has no name any more and goes with its handle.
  fileprivate static func nameless() throws(PictureError) -> FileHandle {
    var template = Array(
      (NSTemporaryDirectory() as NSString)
        .appendingPathComponent("wheatstone-XXXXXX").utf8CString)
    let file = unsafe mkstemp(&template)
    guard file >= 0 else {
      throw .fileNotWritten(file: NSTemporaryDirectory(), reason: systemText(errno))
    }
    unsafe unlink(&template)
    return FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  /// The line of gnuplot's complaint that says what is wrong; the ones before repeat the command.
  fileprivate var firstComplaint: String {
    do {
      try seek(toOffset: 0)
      let bytes = try read(upToCount: 4096) ?? Data()
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      return printable(String(lines.last ?? "").trimmingCharacters(in: .whitespaces))
    } catch {
      return ""
    }
  }
}
