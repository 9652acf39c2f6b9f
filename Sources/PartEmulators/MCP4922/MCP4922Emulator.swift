/// An MCP4922: two 12-bit outputs (DS21897B, section 5). Off at power-up.
public final class MCP4922Emulator: SPIConverterEmulator {
  /// Outputs follow their input registers when the select rises; else they never do here.
  public let loadPinIsLow: Bool
  private var registers: [UInt16] = [0, 0]
  private var word: UInt16 = 0
  private var clocks = 0

  public init(
    name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3,
    loadPinIsLow: Bool = true
  ) {
    self.loadPinIsLow = loadPinIsLow
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  override var limits: Limits {
    Limits(modes: [0, 3], fastestHertz: 20_000_000, source: "DS21897B, figure 1-1")
  }

  /// What an output drives; nil: it is off.
  public func code(_ output: Int) -> UInt16? {
    registers[output] & 0x1000 != 0 ? registers[output] & 0xFFF : nil
  }

  /// Whether an output's reference is buffered, and its gain.
  public func reference(_ output: Int) -> (isBuffered: Bool, gain: Int) {
    (registers[output] & 0x4000 != 0, registers[output] & 0x2000 != 0 ? 1 : 2)
  }

  public override func powerOn(atMicroseconds: Double) {
    registers = [0, 0]
    for output in 0..<2 { analog?.output(part: part, channel: output, code: nil) }
  }

  override func begin(_ at: Double) {
    word = 0
    clocks = 0
  }

  /// Clocks behind the sixteenth are ignored; there is no data output.
  override func shift(_ byte: UInt8, _ at: Double) -> UInt8 {
    if clocks < 16 { word = word << 8 | UInt16(byte) }
    clocks += 8
    return 0xFF
  }

  override func end(_ at: Double) {
    guard clocks > 0 else { return }
    if clocks != 16 { report("\(clocks) clocks in a write of 16 (5.2)", at) }
    guard clocks >= 16 else { return }
    let output = word & 0x8000 != 0 ? 1 : 0
    registers[output] = word
    if loadPinIsLow { analog?.output(part: part, channel: output, code: code(output)) }
  }
}
