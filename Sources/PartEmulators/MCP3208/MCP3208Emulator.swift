/// An MCP3208: 8 inputs, 12 bits.
public final class MCP3208Emulator: MCP3x08Emulator {
  public init(name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3) {
    super.init(bits: 12, name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// 2 MHz at 5 V, 1 MHz at 2.7 V; nothing is promised between (DS21298E, page 3).
  override var limits: Limits {
    Limits(
      modes: [0, 3], slowestHertz: 10_000,
      fastestHertz: supplyVolts >= 5 ? 2_000_000 : 1_000_000, source: "DS21298E, page 3, 6.2")
  }
}
