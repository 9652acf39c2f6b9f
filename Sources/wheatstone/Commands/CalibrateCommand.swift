import ArgumentParser
import BoardFile
import BoardInterface
import Calibration
import Foundation
import Plan
import PlanImage
import SimulatedBoard

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Measure a board's converters and elements, and write a calibration file.",
    discussion: """
      Offset and gain of every source, clamp and probe; the resistance of every element; settling \
      time, noise, repeatability; broken elements. Later runs take the file with --calibration: they \
      correct sources, clamps and probes, and settle as long as the board needs.

      A board sees only differences between its own converters: the mean of its sources is taken as \
      right. One reading of a source with a voltmeter decides the common offset, two at different \
      levels the common gain as well: --measured SOURCE=ASKED:VOLTS.

      The board is a simulated one, --specimen says which; with --depth hardware it is the one on \
      this computer's buses. Ends with 1 where a probe, clamp or source \
      is broken: nothing can be measured then.
      """)

  @Argument(help: "The board.", completion: .file())
  var board: String

  @Option(
    help: "The calibration file; by default BOARD.calibration.yaml in this folder.",
    completion: .file())
  var out: String?

  @Flag(help: "One JSON object on the standard output, and nothing else.")
  var json = false

  @Flag(help: "Less than half the time, twice the uncertainty.")
  var quick = false

  @Option(
    name: [.customLong("specimen"), .customLong("seed")],
    help: "Which specimen of the board: the seed of the runs that it is for.")
  var specimen: UInt64 = 0

  @Option(
    help: """
      How deep to simulate: network; bytes: the same behind emulated chips and their drivers; \
      hardware: nothing, the board on this computer's buses.
      """)
  var depth = SimulationDepth.network

  @Option(
    help: """
      What a voltmeter said of a source or a connected clamp: NAME=ASKED:VOLTS. May be repeated.
      """)
  var measured: [String] = []

  @Option(
    name: .customLong("fault"), help: "A fault to inject: KIND:CHANNEL. May be repeated.")
  var faults: [String] = []

  func run() throws {
    let description = try Failure.reportingFiles { try BoardDescription.load(board) }
    let model = description.model.specimen(specimen)
    let injections = try faults.map { text in
      do { return try model.faultInjection(text) } catch {
        throw ValidationError("--fault \(text): \(error)")
      }
    }
    var settings = quick ? CalibrationSettings.quick : CalibrationSettings()
    settings.measured = try measured.map { try MeasuredOption.read($0, of: model) }
    let path = out ?? "\(model.name).calibration.yaml"
    try CalibrationPlace.check(path)
    let terminal = Terminal.standardOutput
    let display = CalibrationDisplay(terminal: terminal, isSilent: json)
    display.begin("\(model.name), specimen \(specimen)")
    let clock = ContinuousClock()
    let started = clock.now
    let calibrator = Calibrator(model, settings: settings, progress: display.update)
    let report: CalibrationReport
    switch depth {
    case .network:
      let board = try Failure.reportingFiles { try SimulatedBoard(model, faults: injections) }
      report = try measure(board, calibrator, model, display)
    case .bytes:
      report = try access(description).withEmulated(model, faults: injections) {
        try measure($0, calibrator, model, display)
      }.result
    case .hardware:
      report = try access(description).withHardware {
        try measure($0, calibrator, model, display)
      }
    }
    let seconds = (clock.now - started).seconds
    var calibration = report.calibration
    calibration.date = Date().ISO8601Format()
    calibration.specimen = specimen
    try CalibrationPlace.write(calibration.fileText, to: path)
    if json {
      try Output.line(
        try CalibrationJSON(report, calibration, model: model, file: path, seconds: seconds).text())
    } else {
      let text = CalibrationText(report, model: model, terminal: terminal)
      try Output.write(text.all(file: path, seconds: seconds))
    }
  }

  /// The way to the board's chips.
  private func access(_ description: BoardDescription) throws -> WiredAccess {
    guard let image = description.barePlan() else {
      throw Failure.end(
        .badFile, "error: \(description.model.name) has no clamp or no element to calibrate")
    }
    do { return try WiredAccess(PlanMemory(image), board: description.model.name) } catch {
      guard let refused = error as? PlanError else { throw error }
      throw Failure.end(.badFile, "error: the compiled plan is refused: \(describe(refused))")
    }
  }

  private func measure<B: Board & ~Copyable>(
    _ board: consuming B, _ calibrator: Calibrator, _ model: BoardModel,
    _ display: CalibrationDisplay
  ) throws -> CalibrationReport {
    do {
      let report = try calibrator.run(on: &board)
      display.end()
      return report
    } catch {
      display.end()
      switch error {
      case .faults(let faults):
        let names = faults.map { model.faultName($0.kind, channel: Int($0.channel)) }
        throw Failure.end(
          .boardFault,
          "fault: \(names.joined(separator: ", ")); nothing can be measured on such a board: repair "
            + "it and calibrate again. No file was written; the board is in its safe state")
      case .board(let fault):
        let name = model.faultName(fault.kind, channel: Int(fault.channel))
        throw Failure.end(
          .boardFault, "fault: \(name); no file was written; the board is in its safe state")
      case .neverSettles(let microseconds):
        throw Failure.end(
          .boardFault,
          "error: \(model.name) is still moving \(microseconds) µs after a step; look for an element "
            + "or a node that oscillates or drifts. No file was written")
      case .unsuitable(let text):
        throw Failure.end(.badFile, "error: \(model.name): \(text)")
      }
    }
  }
}
