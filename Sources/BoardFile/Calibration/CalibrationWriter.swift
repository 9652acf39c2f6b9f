public import Calibration
internal import SimulatedBoard
internal import Foundation

extension BoardCalibration {
  /// The text of a calibration file.
  public var fileText: String {
    var lines = [
      "# Written by `wheatstone calibrate`; later runs take it with --calibration.",
      "calibration: \(board)",
    ]
    if let date { lines.append("date: \(date)") }
    if let specimen { lines.append("specimen: \(specimen)") }
    lines.append("reference: \(reference.rawValue)")
    lines.append("settleMicroseconds: \(Self.text(settling.settleMicroseconds))")
    if let constant = settling.timeConstantMicroseconds {
      lines.append("timeConstantMicroseconds: \(Self.text(constant))")
      let error = settling.timeConstantUncertaintyMicroseconds
      lines.append("timeConstantUncertaintyMicroseconds: \(Self.text(error, 3))")
    }
    lines.append("repeatabilityMillivolts: \(Self.text(repeatabilityVolts * 1_000, 3))")
    lines.append("scaleUncertaintyPercent: \(Self.text(scaleUncertaintyFraction * 100, 3))")
    for (key, channels) in [("sources", sources), ("clamps", clamps), ("probes", probes)] {
      lines.append(key + ":" + (channels.isEmpty ? " []" : ""))
      lines += channels.map { Self.entry($0, isProbe: key == "probes") }
    }
    lines.append("elements:" + (elements.isEmpty ? " []" : ""))
    lines += elements.enumerated().map { index, element in
      Self.entry(element, tap: faults.first { $0.channel == UInt32(index) }?.detail)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func entry(_ channel: ChannelFigures, isProbe: Bool) -> String {
    var text = "  - {name: \(channel.name), offsetMillivolts: "
    text += "\(self.text(channel.offsetVolts * 1_000)), gain: \(self.text(channel.gain, 9))"
    text += ", offsetUncertaintyMillivolts: "
    text += "\(self.text(channel.offsetUncertaintyVolts * 1_000, 3))"
    text += ", gainUncertainty: \(self.text(channel.gainUncertainty, 3))"
    if isProbe { text += ", noiseMillivolts: \(self.text(channel.noiseVolts * 1_000, 4))" }
    return text + "}"
  }

  private static func entry(_ element: ElementFigures, tap: Int32?) -> String {
    var text = "  - {name: \(element.name)"
    if let fault = element.fault {
      text += ", fault: \(fault.name)"
      if fault == .elementStuck, let tap { text += ", tap: \(tap)" }
      return text + "}"
    }
    text += ", factor: \(self.text(element.factor))"
    if let ohms = element.endToEndOhms { text += ", endToEndOhms: \(self.text(ohms))" }
    if let ohms = element.wiperOhms { text += ", wiperOhms: \(self.text(ohms, 4))" }
    if let siemens = element.maximumSiemens { text += ", maximumSiemens: \(self.text(siemens))" }
    text += ", uncertaintyPercent: \(self.text(element.uncertaintyFraction * 100, 3))"
    if let ohms = element.wiperUncertaintyOhms {
      text += ", wiperUncertaintyOhms: \(self.text(ohms, 3))"
    }
    return text + "}"
  }

  /// With so many significant digits.
  private static func text(_ value: Double, _ digits: Int = 7) -> String {
    guard value != 0, value.isFinite else { return "0" }
    let places = digits - 1 - Int(log10(abs(value)).rounded(.down))
    // Scaled before and after, so that no binary remainder shows.
    let scale = pow(10, Double(abs(places)))
    let rounded =
      places >= 0
      ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
    return plainNumber(rounded)
  }
}
