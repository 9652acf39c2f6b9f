import ArgumentParser
import Curves

struct CurveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curve",
    abstract: "Show learning curves from journals; several are overlaid.")

  @Argument(help: "The journals.", completion: .file())
  var journals: [String]

  @Flag(help: "Every record as comma-separated values.")
  var csv = false

  @Flag(help: "One JSON object.")
  var json = false

  @Option(help: "Draw an SVG picture.")
  var svg: String?

  @Option(help: "Draw a PNG picture.")
  var png: String?

  func validate() throws {
    if csv && json { throw ValidationError("--csv and --json exclude each other") }
  }

  func run() throws {
    let curves = try journals.map { LearningCurve(try readJournal($0)) }
    if let svg { try draw(curves, .svg, svg) }
    if let png { try draw(curves, .png, png) }
    if csv {
      try Output.write(Curves.csv(curves))
    } else if json {
      try Output.line(Curves.json(curves))
    } else if svg == nil && png == nil {
      let terminal = Terminal.standardOutput
      let texts = curves.map {
        terminalSummary($0, width: terminal.columns, color: terminal.usesColor)
      }
      try Output.write(texts.joined(separator: "\n"))
    }
  }

  private func draw(_ curves: [LearningCurve], _ format: PictureFormat, _ file: String) throws {
    guard !Picture.isOurs(file) else {
      throw ValidationError("\(file) is a journal or a plan; a picture there would destroy it")
    }
    do {
      try writePicture(of: curves, as: format, to: file)
    } catch {
      throw Failure.end(.inputOutput, "error: \(error)")
    }
  }
}

/// Reads a journal, or says why not.
func readJournal(_ file: String, withTaps: Bool = false) throws -> JournalContents {
  do {
    return try JournalContents(reading: file, withTaps: withTaps)
  } catch {
    // What the storage refuses is a matter of input and output, the rest one of the file.
    let status: Status = error.reason == .storage || error.reason == nil ? .inputOutput : .badFile
    throw Failure.end(status, "error: \(error)")
  }
}
