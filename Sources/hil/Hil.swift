import Foundation

/// Proves the device program on a real kernel in an emulated machine; `tools/hil/prove` boots the
/// machine and calls this.
@main
enum Hil {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      let report = Report()
      try run(options, report)
      print("hil: \(report.passed) passed, \(report.failed) failed")
      exit(report.failed == 0 ? 0 : 1)
    } catch {
      FileHandle.standardError.write(Data("hil: error: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ options: Options, _ report: Report) throws {
    let subject = try Subject(board: options.board, task: "one-target")
    let program = Array(try Data(contentsOf: URL(fileURLWithPath: options.program)))
    let machine = try Machine(directory: options.directory, program: program)
    let budget = Budget(subject)
    report.say("a whole run")
    try LearningScenario(subject: subject, budget: budget).run(on: machine, report)
    report.say("system calls")
    try SystemCallScenario(subject: subject, budget: budget).run(on: machine, report)
    if !options.counting.isEmpty {
      let counting = Array(try Data(contentsOf: URL(fileURLWithPath: options.counting)))
      let trials: UInt64 = options.isLong ? 10_000 : 200
      try AllocationScenario(
        subject: Subject(board: options.board, task: "one-target", trials: trials),
        program: counting, trials: trials
      ).run(on: machine, report)
    }
    report.say("lines")
    let short = try Subject(board: options.board, task: "one-target", trials: 60)
    try LinesScenario(subject: short).run(on: machine, report)
    let requests = try HostRun.atDepth2(short).requests
    report.say("faults")
    try FaultScenario(
      subject: short, requestsPerRun: requests, places: options.isLong ? 12 : 4
    ).run(on: machine, report)
    report.say("kills")
    try KillScenario(
      subject: short, requestsPerRun: requests * 9 / 10, kills: 50
    ).run(on: machine, report)
    if !options.other.isEmpty {
      report.say("the other libgpiod")
      let other = Array(try Data(contentsOf: URL(fileURLWithPath: options.other)))
      try machine.guest.write(Machine.program, other, mode: 0o755)
      try LearningScenario(subject: subject, budget: budget).run(on: machine, report)
      try LinesScenario(subject: short).run(on: machine, report)
    }
    machine.model.end()
  }
}

/// The command line: `--dir DIR --program FILE --other FILE --board FOLDER`.
struct Options {
  var directory = ""
  var program = ""
  /// The same program with the other libgpiod.
  var other = ""
  var counting = ""
  var board = ""
  var isLong = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--long" {
        isLong = true
        continue
      }
      guard let value = rest.popFirst() else {
        throw UnixStream.Failure(description: "\(option) needs a value")
      }
      switch option {
      case "--dir": directory = value
      case "--program": program = value
      case "--other": other = value
      case "--counting": counting = value
      case "--board": board = value
      default: throw UnixStream.Failure(description: "no option '\(option)'")
      }
    }
    guard !directory.isEmpty, !program.isEmpty, !board.isEmpty else {
      throw UnixStream.Failure(
        description: "usage: hil --dir DIR --program FILE --board FOLDER [--other FILE] [--long]")
    }
  }
}
