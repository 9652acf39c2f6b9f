import ArgumentParser
import BoardFile

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in a board and its task.",
    discussion: """
      Each is printed as FILE:LINE:COLUMN with the offending value, what is allowed and the nearest \
      valid name. Ends with 2 if there is an error; warnings alone end with 0.
      """)

  @Argument(help: "The board.", completion: .file())
  var board: String

  @Argument(help: "A task beside the board, or a task file; by default the board's own.")
  var task: String?

  @Option(help: "A calibration file of the board.", completion: .file())
  var calibration: String?

  func run() throws {
    // Pictures are looked at where they are needed: files alone can be checked without.
    if try Failure.reportingFiles({ try LayeredProject.load(board: board, task: task) }) != nil {
      return try Output.line("\(board): no mistakes")
    }
    let network = try Failure.reportingFiles {
      let project = try NetworkProject.load(board: board, task: task)
      // What the plan cannot hold is a mistake as well.
      _ = try project?.compile()
      return project
    }
    if let network {
      let warnings = network.warnings.map(\.description)
      return try Output.line(
        (warnings.isEmpty ? ["\(board): no mistakes"] : warnings).joined(separator: "\n"))
    }
    let found = Project.check(board: board, task: task, calibration: calibration)
    for diagnostic in found { try Output.line(diagnostic.description) }
    let errors = found.count { $0.severity == .error }
    if errors > 0 { throw Status.badFile.exitCode }
    if found.isEmpty { try Output.line("\(board): no mistakes") }
  }
}
