import Foundation

/// Runs the built program as a user would.
struct Tool {
  struct Outcome {
    var status: Int32
    var output: String
    var error: String
  }

  /// A folder of its own, removed with `remove()`.
  let folder: String
  var environment: [String: String] = [:]

  init() throws {
    folder = NSTemporaryDirectory() + "wheatstone-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Built beside the test program.
  static let program: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("wheatstone").path
  }()

  /// The folder of the shipped boards.
  static let boards = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("boards").path

  func path(_ name: String) -> String { folder + "/" + name }

  /// Starts the program; what it prints goes to files, so that no pipe can fill.
  func start(_ arguments: [String], program: String = Tool.program) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder,
      "LC_ALL": "C.UTF-8", "TERM": "xterm",
    ].merging(environment) { _, new in new }
    let output = path("out-\(UUID().uuidString)")
    let error = output + ".error"
    for file in [output, error] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: error))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Running(process: process, output: output, error: error)
  }

  struct Running {
    let process: Process
    let output: String
    let error: String

    func wait() throws -> Outcome {
      process.waitUntilExit()
      return Outcome(
        status: process.terminationStatus,
        output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self),
        error: String(decoding: try Data(contentsOf: URL(fileURLWithPath: error)), as: UTF8.self))
    }
  }

  func run(_ arguments: String...) throws -> Outcome { try start(arguments).wait() }

  func run(_ arguments: [String], program: String = Tool.program) throws -> Outcome {
    try start(arguments, program: program).wait()
  }

  /// The object that `learn --json` printed.
  static func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  static func taps(_ outcome: Outcome) throws -> [Int] {
    try object(outcome.output)["taps"] as? [Int] ?? []
  }

  static func find(_ program: String) -> String? {
    for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
      let path = folder + "/" + program
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return nil
  }
}
