import ArgumentParser
import Calibration
import SimulatedBoard

/// `--measured NAME=ASKED:VOLTS`.
enum MeasuredOption {
  static func read(_ text: String, of model: BoardModel) throws -> MeasuredVolts {
    let names = model.sources.map(\.name) + model.clamps.map(\.name)
    let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
    let volts =
      halves.count == 2
      ? halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Double($0) } : []
    guard volts.count == 2, let asked = volts[0], let measured = volts[1], asked.isFinite,
      measured.isFinite
    else {
      throw ValidationError(
        "--measured \(text): write NAME=ASKED:VOLTS, as in \(names.first ?? "s0")=3.0:3.012, where "
          + "ASKED is what it was told to give and VOLTS what the voltmeter showed")
    }
    guard let driver = names.firstIndex(of: halves[0]) else {
      let nearest = nearestName(to: halves[0], among: names).map { " (nearest: '\($0)')" } ?? ""
      throw ValidationError(
        "--measured \(text): no source or clamp is called '\(halves[0])'\(nearest); there are "
          + names.prefix(12).joined(separator: ", "))
    }
    let limit = model.fullScaleVolts / 4
    guard abs(asked) <= model.fullScaleVolts, abs(asked - measured) <= limit else {
      throw ValidationError(
        "--measured \(text): asked and measured differ by more than \(Readable.decimal(limit, 3)) V, "
          + "or lie beyond full scale: nothing that a correction could put right")
    }
    return MeasuredVolts(driver: driver, askedVolts: asked, measuredVolts: measured)
  }
}
