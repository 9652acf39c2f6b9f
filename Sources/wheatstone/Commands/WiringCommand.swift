import ArgumentParser
import BoardFile
import Foundation
import Workshop

struct WiringCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wiring",
    abstract: "Print how a board is wired: pin by pin, what to buy, what to look out for.",
    discussion: """
      The board file needs the key 'hardware'. Warnings do not change the exit status.

      --json prints one object: board, components (each with its pins, their nets, and what else is \
      on them), chipSelects, bill, remarks.
      """)

  @Argument(help: "The board.", completion: .file())
  var board: String

  @Option(help: "Draw the board into this SVG file.", completion: .file())
  var svg: String?

  @Option(
    help:
      "Write the device-tree overlay of the chip selects beyond the kernel's two into this file.",
    completion: .file())
  var overlay: String?

  @Flag(help: "One JSON object on the standard output.")
  var json = false

  func run() throws {
    let description = try Failure.reportingFiles { try BoardDescription.load(board) }
    guard let assembly = Assembly(description) else {
      throw Failure.end(
        .badFile,
        "\(description.file):1:1: error: the board has no key 'hardware': there is nothing to wire;"
          + " boards/bench16-pi/board.yaml shows one")
    }
    if let svg { try write(WiringDrawing.svg(description, assembly), to: svg) }
    if let overlay { try writeOverlay(assembly, to: overlay) }
    let report = WiringReport(
      assembly, remarks: Inspector.inspect(description, assembly))
    try Output.write(json ? try report.json() + "\n" : report.text)
  }

  private func writeOverlay(_ assembly: Assembly, to file: String) throws {
    guard let source = DeviceTreeOverlay(assembly)?.source else {
      Failure.report(
        "\(file): not written: this board's chip selects are all in the kernel's own device tree")
      return
    }
    try write(source, to: file)
  }

  private func write(_ text: String, to file: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw Failure.end(
        .inputOutput, "error: \(file) cannot be written: \(error.localizedDescription)")
    }
  }
}
