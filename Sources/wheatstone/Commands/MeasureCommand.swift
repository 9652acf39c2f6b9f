import ArgumentParser

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measure a simulated board once: node voltages, currents, power.",
    discussion: """
      Voltages are separated by commas, one per source (--drive) and per clamp (--clamp), in the \
      board's order. Without --clamp the clamps are released. Node voltages are what the probes \
      read, or with --ideal what they are; currents and power are always the true ones.
      """)

  @OptionGroup
  var network: NetworkOptions

  @Option(parsing: .unconditional, help: "Volts of the sources: V,V,...")
  var drive: VoltList

  @Option(
    help: "Correct sources, clamps and probes by what `wheatstone calibrate` wrote.",
    completion: .file())
  var calibration: String?

  @Flag(help: "The physics itself: exact sources and probes.")
  var ideal = false

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    if ideal && calibration != nil {
      throw ValidationError("--ideal has nothing to correct: leave --calibration out")
    }
  }

  func run() throws {
    let measurement = try Failure.reportingFiles {
      let (model, taps) = try network.load(drive: drive)
      let corrections = try calibration.map { try network.corrections($0) }
      return try Measurement.take(
        model, taps: taps, driveVolts: drive.volts, clampVolts: network.clamp?.volts, ideal: ideal,
        corrections: corrections)
    }
    try Output.line(json ? try measurement.json() : measurement.text())
  }
}
