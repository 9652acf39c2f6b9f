/// A DAC8568: eight 16-bit outputs (SBAS430F, tables 1 to 6). Grades A and C: zero at power-up.
public final class DAC8568Emulator: SPIConverterEmulator {
  /// A voltage is on the reference pin, or nothing.
  public let hasExternalReference: Bool
  /// Inputs go through to the outputs unless the LDAC register says otherwise.
  public let loadPinIsLow: Bool

  var inputs: [UInt16] = Array(repeating: 0, count: 8)
  var outputs: [UInt16] = Array(repeating: 0, count: 8)
  /// 0 on, 1 with 1 kohm, 2 with 100 kohm to ground, 3 high impedance.
  var powerDown: [UInt8] = Array(repeating: 0, count: 8)
  var ignoresLoadPin: UInt8 = 0
  var staticReferenceIsOn = false
  /// In flexible mode: nil is static mode.
  var flexibleReference: Bool?
  var word: UInt32 = 0
  private var clocks = 0

  public init(
    name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3,
    hasExternalReference: Bool = false, loadPinIsLow: Bool = true
  ) {
    self.hasExternalReference = hasExternalReference
    self.loadPinIsLow = loadPinIsLow
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// Clocked in at falling edges.
  override var limits: Limits {
    Limits(modes: [1, 2], fastestHertz: 50_000_000, source: "SBAS430F, timing, figure 1")
  }

  /// What an output drives; nil: it lets go, or has a resistor to ground.
  public func code(_ output: Int) -> UInt16? { powerDown[output] == 0 ? outputs[output] : nil }
  public var internalReferenceIsOn: Bool { flexibleReference ?? staticReferenceIsOn }

  public override func powerOn(atMicroseconds: Double) {
    reset()
    for output in 0..<8 { tell(output) }
  }

  private func reset() {
    inputs = Array(repeating: 0, count: 8)
    outputs = inputs
    powerDown = Array(repeating: 0, count: 8)
    ignoresLoadPin = 0
    staticReferenceIsOn = false
    flexibleReference = nil
  }

  override func begin(_ at: Double) {
    word = 0
    clocks = 0
  }

  override func shift(_ byte: UInt8, _ at: Double) -> UInt8 {
    if clocks < 32 { word = word << 8 | UInt32(byte) }
    clocks += 8
    return 0xFF
  }

  /// The 32nd falling edge executes; an early rise of the select aborts (SYNC interrupt).
  override func end(_ at: Double) {
    guard clocks > 0 else { return }
    if clocks != 32 { report("\(clocks) clocks in a frame of 32 (SYNC interrupt)", at) }
    guard clocks >= 32 else { return }
    if word >> 31 != 0 { report("bit 31 must be 0 (table 1)", at) }
    execute(at)
  }

  func tell(_ output: Int) {
    analog?.output(part: part, channel: output, code: code(output))
  }
}
