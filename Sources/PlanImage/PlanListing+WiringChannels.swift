import Foundation
import Plan
import Wiring

// Chips, and what of them serves which channel of the board.

extension WiringLister {
  func chips() -> [PlanField] {
    (0..<wiring.chipCount).map { index in
      let chip = wiring.chip(index)
      return field(
        "chip \(text(chip.name))", "\(wiring.part(index)) \(place(chip, wiring.part(index)))",
        [
          PlanNumber(chip.part), PlanNumber(chip.device), PlanNumber(chip.address),
          PlanNumber(chip.firstLine), PlanNumber(chip.options),
        ])
    }
  }

  private func place(_ chip: WiringChip, _ part: PartNumber) -> String {
    var places: [String] = []
    if chip.device != WiringHeader.none {
      places.append("on \(path(wiring.device(Int(chip.device))))")
    }
    if part.connection == .i2c { places.append(String(format: "at 0x%02x", chip.address)) }
    if part.lineCount > 0 {
      let names = (0..<part.lineCount).map { lineName(chip.firstLine + UInt16($0)) }
      places.append("with lines \(names.joined(separator: " "))")
    }
    if chip.options != 0 { places.append(String(format: "options 0x%x", chip.options)) }
    return places.joined(separator: ", ")
  }

  func channels() -> [PlanField] {
    guard wiring.isWired else { return [] }
    let sources = (0..<wiring.sourceCount).map {
      channel("source \(plan.name(.source($0), or: "\($0)"))", wiring.source($0), "output")
    }
    let clamps = (0..<wiring.clampCount).map {
      channel("clamp \(plan.name(.clamp($0), or: "\($0)"))", wiring.clamp($0), "output")
    }
    let probes = (0..<wiring.nodeCount).map {
      channel("node \(plan.name(.node($0), or: "\($0)"))", wiring.probe($0), "input")
    }
    let elements = (0..<wiring.elementCount).map {
      channel("element \(plan.name(.element($0), or: "\($0)"))", wiring.element($0), "wiper")
    }
    return sources + clamps + probes + elements
  }

  private func channel(_ name: String, _ channel: WiringChannel, _ kind: String) -> PlanField {
    var value = "\(chip(channel.chip)) \(kind) \(channel.channel)"
    if channel.switchChip != WiringHeader.none {
      if Int(channel.switchChip) < wiring.chipCount {
        value += " behind \(chip(channel.switchChip)) switch \(channel.switchChannel)"
      }
    }
    value += ", x \(PlanUnits.number(Double(channel.mantissa) / 0x1p32))"
    if channel.offset != 0 { value += " + \(PlanUnits.number(Double(channel.offset) / 0x1p32))" }
    value += ", codes 0 to \(channel.largestCode)"
    if channel.safeCode > 0 { value += ", safe at \(channel.safeCode - 1)" }
    return field(
      name, value,
      [
        PlanNumber(channel.chip), PlanNumber(channel.channel), PlanNumber(channel.switchChip),
        PlanNumber(channel.switchChannel), PlanNumber(channel.mantissa),
        PlanNumber(channel.offset), PlanNumber(channel.largestCode), PlanNumber(channel.safeCode),
      ])
  }

  private func chip(_ index: UInt16) -> String { text(wiring.chip(Int(index)).name) }

  func corrections() -> [PlanField] {
    guard wiring.isCorrected else { return [] }
    let sources = (0..<wiring.sourceCount).map {
      correction("source \(plan.name(.source($0), or: "\($0)"))", wiring.sourceCorrection($0))
    }
    let clamps = (0..<wiring.clampCount).map {
      correction("clamp \(plan.name(.clamp($0), or: "\($0)"))", wiring.clampCorrection($0))
    }
    let probes = (0..<wiring.nodeCount).map {
      correction("node \(plan.name(.node($0), or: "\($0)"))", wiring.probeCorrection($0))
    }
    return sources + clamps + probes
  }

  private func correction(_ name: String, _ correction: WiringCorrection) -> PlanField {
    let gain = PlanUnits.number(Double(correction.gain) / 0x1p40)
    let offset = Double(correction.offset) / 0x1p60 * (plan.units.fullScaleVolts ?? 1)
    return field(
      "correction of \(name)",
      "gain \(gain), offset \(PlanUnits.number(offset)) \(plan.units.levelUnit)",
      [PlanNumber(correction.gain), PlanNumber(correction.offset)])
  }
}
