/// An MCP3008: 8 inputs, 10 bits.
public final class MCP3008Emulator: MCP3x08Emulator {
  public init(name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3) {
    super.init(bits: 10, name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// 3.6 MHz at 5 V, 1.35 MHz at 2.7 V; nothing is promised between (DS21295D, page 3).
  override var limits: Limits {
    Limits(
      modes: [0, 3], slowestHertz: 10_000,
      fastestHertz: supplyVolts >= 5 ? 3_600_000 : 1_350_000, source: "DS21295D, page 3, 6.2")
  }
}
