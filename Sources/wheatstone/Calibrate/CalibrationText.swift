import BoardInterface
import Calibration
import Curves
import SimulatedBoard

/// What a calibration found, for people.
struct CalibrationText {
  private let report: CalibrationReport
  private let model: BoardModel
  private let terminal: Terminal

  /// Rows of a table; the rest is in the file.
  private static let rowLimit = 40

  init(_ report: CalibrationReport, model: BoardModel, terminal: Terminal) {
    self.report = report
    self.model = model
    self.terminal = terminal
  }

  func all(file: String, seconds: Double) -> String {
    let found = report.calibration
    var blocks = [
      channels("source", found.sources), channels("clamp", found.clamps),
      channels("probe", found.probes), elements(), sweep(), summary(),
    ]
    let time = Readable.decimal(seconds, 2)
    blocks.append(
      "\(report.trials) trials, \(report.readings) readings in \(time) s\ncalibration  \(file)\n")
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func channels(_ kind: String, _ channels: [ChannelFigures]) -> String {
    var table = TextTable([kind, "offset / mV", "±", "gain", "±"])
    let isProbe = kind == "probe"
    if isProbe { table.header.append("noise / mV") }
    for channel in channels.prefix(Self.rowLimit) {
      var row = [
        channel.name, Self.signed(channel.offsetVolts * 1_000, 3),
        Readable.decimal(channel.offsetUncertaintyVolts * 1_000, 3),
        Readable.decimal(channel.gain, 6), Readable.decimal(channel.gainUncertainty, 6),
      ]
      if isProbe { row.append(Readable.decimal(channel.noiseVolts * 1_000, 3)) }
      table.rows.append(row)
    }
    return table.text(terminal, more: channels.count - Self.rowLimit)
  }

  private func elements() -> String {
    let elements = report.calibration.elements
    let hasWipers = elements.contains { $0.wiperOhms != nil }
    let value = hasWipers ? "end to end / kΩ" : "at the last tap / µS"
    var table = TextTable(["element", value, "± / %"])
    if hasWipers { table.header += ["wiper / Ω", "±"] }
    table.header.append("against nominal / %")
    for (index, element) in elements.enumerated().prefix(Self.rowLimit) {
      var row = [element.name]
      if let fault = element.fault {
        row.append(terminal.styled(faultText(fault, index), .red))
      } else {
        let value =
          element.endToEndOhms.map { Readable.decimal($0 / 1_000, 4) }
          ?? element.maximumSiemens.map { Readable.decimal($0 * 1e6, 3) } ?? ""
        row += [value, Readable.decimal(element.uncertaintyFraction * 100, 3)]
        if hasWipers {
          row.append(element.wiperOhms.map { Readable.decimal($0, 1) } ?? "")
          row.append(element.wiperUncertaintyOhms.map { Readable.decimal($0, 1) } ?? "")
        }
        row.append(Self.signed((element.factor - 1) * 100, 2))
      }
      table.rows.append(row)
    }
    return table.text(terminal, more: elements.count - Self.rowLimit)
  }

  private func faultText(_ fault: BoardFault.Kind, _ index: Int) -> String {
    let tap = report.calibration.faults.first { $0.channel == UInt32(index) }?.detail
    return fault == .elementStuck ? "stuck at tap \(tap ?? 0)" : "\(fault.word)"
  }

  /// Asked against measured: every second level, one column each.
  private func sweep() -> String {
    guard let first = report.sourceChecks.first else { return "" }
    let columns = Array(stride(from: 0, to: first.askedVolts.count, by: 2))
    let asked = columns.map { Readable.decimal(first.askedVolts[$0], 3) + " V" }
    var table = TextTable(["measured at asked"] + asked + ["bend / mV"])
    for check in report.sourceChecks.prefix(Self.rowLimit) {
      table.rows.append(
        [check.name] + columns.map { Readable.decimal(check.measuredVolts[$0], 4) }
          + [Readable.decimal(check.worstResidualVolts * 1_000, 2)])
    }
    return table.text(terminal, more: report.sourceChecks.count - Self.rowLimit)
  }

  private func summary() -> String {
    let found = report.calibration
    var lines: [(String, String)] = []
    let settle = engineering(found.settling.settleMicroseconds * 1e-6, unit: "s")
    if let constant = found.settling.timeConstantMicroseconds {
      let text = Readable.decimal(constant, 3)
      let error = Readable.decimal(found.settling.timeConstantUncertaintyMicroseconds, 3)
      lines.append(
        ("settle", "\(settle), to within half a step (time constant \(text) ± \(error) µs)"))
    } else {
      lines.append(("settle", "\(settle) or less: the network follows at once"))
    }
    lines.append(
      (
        "returns",
        found.repeatabilityVolts == 0
          ? "as before, to within the noise"
          : "to within \(engineering(found.repeatabilityVolts, unit: "V"))"
      ))
    lines.append(("reference", Self.reference(found.reference)))
    if !found.elements.isEmpty {
      let scale = Readable.decimal(found.scaleUncertaintyFraction * 100, 1)
      lines.append(("scale", "all resistances together are known to ±\(scale) %"))
    }
    if !report.unseenElements.isEmpty {
      lines.append(("not seen", Self.list(report.unseenElements.map { model.elements[$0].name })))
    }
    if report.channelMisfit > 2 || report.elementMisfit > 2 {
      lines.append(
        ("misfit", "more than noise: bent converters, drift or unequal taps; the ± include it"))
    }
    let faults = found.faults.map { model.faultName($0.kind, channel: Int($0.channel)) }
    let text = faults.isEmpty ? "none" : terminal.styled(Self.list(faults), .red)
    lines.append(("faults", text))
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    return lines.map { TextTable.padded($0.0, width) + $0.1 + "\n" }.joined()
  }

  private static func reference(_ reference: CalibrationReference) -> String {
    switch reference {
    case .meanOfSources: "the mean of the sources counts as right (--measured makes it absolute)"
    case .measuredOffset: "offsets by voltmeter; the sources' mean gain counts as right"
    case .measured: "by voltmeter"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ")
      + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }

  private static func signed(_ value: Double, _ digits: Int) -> String {
    let text = Readable.decimal(value, digits)
    return value >= 0 ? "+" + text.trimmingPrefix("-") : text
  }
}
