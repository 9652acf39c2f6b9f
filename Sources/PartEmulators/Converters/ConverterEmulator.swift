/// An emulated converter.
public class ConverterEmulator: ChipEmulator {
  public let supplyVolts: Double

  init(name: String, part: Int, analog: any AnalogSide, supplyVolts: Double) {
    self.supplyVolts = supplyVolts
    super.init(name: name, part: part, analog: analog)
  }

  /// The code at an input, within the part's range.
  func input(_ channel: Int, _ range: ClosedRange<Int32>) -> Int32 {
    let code = analog?.code(part: part, channel: channel) ?? 0
    return min(max(code, range.lowerBound), range.upperBound)
  }
}
