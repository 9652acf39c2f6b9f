import ArgumentParser
import BoardFile
import SimulatedBoard

struct NetlistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netlist",
    abstract: "Print a board as a SPICE netlist; `ngspice -b` computes and prints its nodes.")

  @Argument(help: "The board.")
  var board: String

  @Option(help: "Volts of the sources: V,V,...; by default 0.")
  var drive: VoltList?

  @Option(help: "Volts of the clamps: V,V,...; by default released.")
  var clamp: VoltList?

  @Option(help: "A file with one tap per line, in the board's order; by default the start taps.")
  var taps: String?

  @Option(help: "Which specimen of the board: the seed of a run.")
  var seed: UInt64 = 0

  func run() throws {
    let text = try Failure.reportingFiles {
      let board = try BoardDescription.load(board)
      let taps = try self.taps.map { try TapsFile.load($0, board: board) }
      let model = board.model.specimen(seed)
      try drive?.check(against: model.sources.map(\.name), option: "--drive")
      try clamp?.check(against: model.clamps.map(\.name), option: "--clamp")
      return try model.netlist(
        taps: taps, driveVolts: drive?.volts ?? model.sources.map { _ in 0 },
        clampVolts: clamp?.volts)
    }
    print(text, terminator: "")
  }
}
