import ArgumentParser
import BoardFile
import SimulatedBoard

/// What `measure` and `netlist` need to know of a network.
struct NetworkOptions: ParsableArguments {
  @Argument(help: "The board.", completion: .file())
  var board: String

  @Option(parsing: .unconditional, help: "Volts of the clamps: V,V,...; by default released.")
  var clamp: VoltList?

  @Option(help: "A file with one tap per line, in the board's order; by default the start taps.")
  var taps: String?

  @Option(help: "Which specimen of the board: the seed of a run.")
  var seed: UInt64 = 0

  /// The corrections of a calibration file, as the words of a wiring.
  func corrections(_ file: String) throws -> [UInt64] {
    var board = try BoardDescription.load(board)
    for warning in try board.calibrate(file: file) { Failure.report(warning.description) }
    return board.correctionWords ?? []
  }

  /// The board and its taps (nil: the start taps), with every voltage accounted for.
  func load(drive: VoltList?) throws -> (model: BoardModel, taps: [Int32]?) {
    let board = try BoardDescription.load(board)
    let taps = try self.taps.map { try TapsFile.load($0, board: board) }
    let model = board.model.specimen(seed)
    try drive?.check(against: model.sources.map(\.name), option: "--drive")
    try clamp?.check(against: model.clamps.map(\.name), option: "--clamp")
    return (model, taps)
  }
}
