import ArgumentParser
import BoardFile
import Doctor
import Foundation

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at this computer's buses, chips and lines, and say what to do.",
    discussion: """
      With a board: at every device node, GPIO chip and line that its hardware needs, as well. \
      Nothing is changed and nothing is sent. Ends with 1 if there is an error.

      --json prints one object: kernel, board (null without one), findings (each with level, \
      subject, message, and cure where there is something to do), and how many errors and warnings.
      """)

  @Argument(help: "A board that hangs on this computer.")
  var board: String?

  @Flag(help: "One JSON object on the standard output.")
  var json = false

  func run() throws {
    let description = try board.map { board in
      try Failure.reportingFiles { try BoardDescription.load(board) }
    }
    let system = LinuxSystem(stateFolder: JournalPlace.stateFolder)
    let diagnosis = Diagnosis(of: system, board: description)
    let report = DoctorReport(
      kernel: system.kernelRelease, board: description?.model.name, diagnosis: diagnosis)
    try Output.write(json ? try report.json() + "\n" : report.text(.standardOutput))
    if diagnosis.count(.error) > 0 { throw Status.boardFault.exitCode }
  }
}

/// The names of the members are part of the interface.
private struct DoctorReport: Encodable {
  let kernel: String
  let board: String?
  let findings: [Finding]
  let errors: Int
  let warnings: Int

  init(kernel: String, board: String?, diagnosis: Diagnosis) {
    self.kernel = kernel
    self.board = board
    findings = diagnosis.findings
    errors = diagnosis.count(.error)
    warnings = diagnosis.count(.warning)
  }

  enum CodingKeys: CodingKey { case kernel, board, findings, errors, warnings }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(kernel, forKey: .kernel)
    // An optional that is nil is written as null.
    try object.encode(board, forKey: .board)
    try object.encode(findings, forKey: .findings)
    try object.encode(errors, forKey: .errors)
    try object.encode(warnings, forKey: .warnings)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func text(_ terminal: Terminal) -> String {
    var text = ""
    for finding in findings {
      let (mark, style): (String, Terminal.Style) =
        switch finding.level {
        case .ok: ("ok     ", .green)
        case .note: ("note   ", .dim)
        case .warning: ("warning", .bold)
        case .error: ("error  ", .red)
        }
      text += "\(terminal.styled(mark, style))  \(finding.subject): \(finding.message)\n"
      if let cure = finding.cure { text += "         -> \(cure)\n" }
    }
    return text + "\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))\n"
  }

  private static func count(_ number: Int, _ what: String) -> String {
    number == 1 ? "1 \(what)" : "\(number) \(what)s"
  }
}
