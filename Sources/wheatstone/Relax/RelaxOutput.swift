import ArgumentParser
import Curves
import Foundation
import ImageFile
import RelaxationView

/// Prints and draws a relaxation as the command line asked for.
struct RelaxOutput {
  let scene: RelaxationScene
  let command: RelaxCommand

  func write() throws {
    try writePictures()
    if command.json {
      try Output.line(try relaxationJSON(scene, withStates: command.states))
    } else if command.sixel {
      for step in scene.shown { try Output.line(scene.frame(step).sixels) }
    } else if command.animate || (command.svg == nil && command.png == nil) {
      try writeText()
    }
  }

  private func writeText() throws {
    let terminal = Terminal.standardOutput
    let isUTF8 = localeIsUTF8()
    let style = TerminalStyle(
      usesColor: terminal.usesColor, isUTF8: isUTF8,
      environment: ProcessInfo.processInfo.environment)
    let text = RelaxationText(scene, style: style, columns: terminal.columns)
    let frameLines = text.frame(0).count { $0 == "\n" }
    if command.animate, terminal.isInteractive, frameLines < Self.terminalRows {
      try Output.write(text.heading + "\n")
      for step in scene.trace.steps.indices {
        // Back to where the last frame began, each line cleared as it is drawn anew.
        let back = step == 0 ? "" : "\u{1B}[\(frameLines)A"
        let frame = text.frame(step).replacingOccurrences(of: "\n", with: "\u{1B}[K\n")
        try Output.write(back + frame)
        usleep(120_000)
      }
    } else {
      try Output.write(text.text)
    }
    try Output.write("\n" + curves(terminal, ascii: !isUTF8 || style == .ascii))
  }

  /// Energy and cost of all steps, a line each.
  private func curves(_ terminal: Terminal, ascii: Bool) -> String {
    func line(_ name: String, _ values: [Double]) -> String {
      guard let first = values.first, let last = values.last, values.count > 1 else { return "" }
      let bars = sparkline(values, width: min(terminal.columns - 32, 60), ascii: ascii)
      return "\(name) \(bars)  " + String(format: "%.4f to %.4f\n", first, last)
    }
    return line("energy", scene.trace.steps.map(\.energy))
      + line("cost  ", scene.trace.steps.compactMap(\.cost))
  }

  private static var terminalRows: Int {
    var size = winsize()
    let known = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0
    return known ? Int(size.ws_row) : 24
  }

  private func writePictures() throws {
    if let svg = command.svg {
      guard !Picture.isOurs(svg) else {
        throw ValidationError("\(svg) is a journal or a plan; a picture there would destroy it")
      }
      try Self.write([UInt8](relaxationSVG(scene).utf8), to: svg)
    }
    guard let png = command.png else { return }
    do {
      try FileManager.default.createDirectory(atPath: png, withIntermediateDirectories: true)
    } catch {
      throw Failure.end(
        .inputOutput, "error: the folder \(png) cannot be made: \(error.localizedDescription)")
    }
    let isChosen = command.every != nil || command.steps != nil
    for step in isChosen ? scene.shown : Array(scene.trace.steps.indices) {
      let number = String(step)
      let name = "step-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
      let bytes: [UInt8]
      do throws(PNGWriteError) { bytes = try scene.frame(step).png() } catch {
        throw Failure.end(.inputOutput, "error: \(error)")
      }
      try Self.write(bytes, to: "\(png)/\(name).png")
    }
  }

  private static func write(_ bytes: [UInt8], to file: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw Failure.end(
        .inputOutput, "error: \(file) cannot be written: \(error.localizedDescription)")
    }
  }
}
