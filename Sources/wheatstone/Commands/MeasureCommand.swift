import ArgumentParser
import BoardFile
import BoardInterface
import Foundation
import SimulatedBoard

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measure a simulated board once: node voltages, currents, power.",
    discussion: """
      Voltages are separated by commas, one per source (--drive) and per clamp (--clamp), in the
      board's order. Without --clamp the clamps are released. Node voltages are what the probes
      read, or with --ideal what they are; currents and power are always the true ones.
      """)

  @Argument(help: "The board.")
  var board: String

  @Option(help: "Volts of the sources: V,V,...")
  var drive: VoltList

  @Option(help: "Volts of the clamps: V,V,...")
  var clamp: VoltList?

  @Option(help: "A file with one tap per line, in the board's order; by default the start taps.")
  var taps: String?

  @Flag(help: "The physics itself: exact sources and probes.")
  var ideal = false

  @Option(help: "Which specimen of the board: the seed of a run.")
  var seed: UInt64 = 0

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let measurement = try Failure.reportingFiles {
      let board = try BoardDescription.load(board)
      let taps = try self.taps.map { try TapsFile.load($0, board: board) }
      let model = board.model.specimen(seed)
      try drive.check(against: model.sources.map(\.name), option: "--drive")
      try clamp?.check(against: model.clamps.map(\.name), option: "--clamp")
      return try Measurement.take(
        model, taps: taps, driveVolts: drive.volts, clampVolts: clamp?.volts, ideal: ideal)
    }
    print(json ? try measurement.json() : measurement.text())
  }
}
