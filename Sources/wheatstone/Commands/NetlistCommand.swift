import ArgumentParser
import SimulatedBoard

struct NetlistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netlist",
    abstract: "Print a board as a SPICE netlist; `ngspice -b` computes and prints its nodes.")

  @OptionGroup
  var network: NetworkOptions

  @Option(parsing: .unconditional, help: "Volts of the sources: V,V,...; by default 0.")
  var drive: VoltList?

  func run() throws {
    let text = try Failure.reportingFiles {
      let (model, taps) = try network.load(drive: drive)
      return try model.netlist(
        taps: taps, driveVolts: drive?.volts ?? model.sources.map { _ in 0 },
        clampVolts: network.clamp?.volts)
    }
    try Output.write(text)
  }
}
