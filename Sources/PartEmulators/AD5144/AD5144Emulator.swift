/// An AD5144 (four wipers) or AD5142 (two) on SPI (AD5124/AD5144/AD5144A data sheet, Rev. A).
///
/// The last 16 bits are carried out when the select rises. What is shifted in comes out 16 clocks
/// later; an answer takes the place of the low byte.
public final class AD5144Emulator: PotentiometerEmulator, SPIPartEmulator {
  /// The input registers: what the next copy brings the wipers to.
  public private(set) var inputs: [UInt16]
  /// D0: wipers may be written. D1: EEPROM may be. D2: linear gain. D3: burst (table 22).
  public private(set) var control: UInt16 = 0x03
  /// Writes of the EEPROM that were asked for, allowed or not.
  public private(set) var eepromWriteCount = 0

  private let stored: [UInt16]
  private var frame = SPIFrame()
  private var shift: UInt16 = 0
  private static let rules = SPIRules(
    modes: [1], fastestHertz: 50_000_000, source: "Rev. A, table 4, page 10")

  /// Powers up from its EEPROM, which leaves the factory at mid-scale.
  public init(
    name: String, part: Int, analog: any AnalogSide, wiperCount: Int = 4, storedCode: UInt16 = 0x80
  ) {
    inputs = Array(repeating: storedCode, count: wiperCount)
    stored = inputs
    super.init(
      name: name, part: part, analog: analog, wiperCount: wiperCount, powerUpCode: storedCode,
      largestPosition: 255)
  }

  public override func powerOn(atMicroseconds: Double) {
    inputs = stored
    control = 0x03
    shift = 0
    frame = SPIFrame()
    super.powerOn(atMicroseconds: atMicroseconds)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    begin(&frame, Self.rules, mode: mode, clockHertz: clockHertz, atMicroseconds)
  }

  public func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    guard frame.isSelected, !frame.isGarbled else { return 0xFF }
    frame.bytes.append(byte)
    defer { shift = shift << 8 | UInt16(byte) }
    return UInt8(shift >> 8)
  }

  public func deselect(atMicroseconds: Double) {
    guard frame.end(), !frame.isGarbled else { return }
    guard frame.bytes.count >= 2 else {
      report("\(frame.bytes.count * 8) clocks, needs at least 16 (page 24)", atMicroseconds)
      return
    }
    execute(frame.word, atMicroseconds)
  }

  private func execute(_ word: UInt16, _ at: Double) {
    let data = word & 0xFF
    switch word >> 12 {
    case 0: return
    case 1: for wiper in addressed(word, at) { set(wiper, data) }
    case 2: for wiper in addressed(word, at) { inputs[wiper] = data }
    case 3: answer(word, at)
    case 4: stepWipers(word, at)
    case 6: for wiper in addressed(word, at) { set(wiper, inputs[wiper]) }
    case 7 where data & 1 == 0: for wiper in addressed(word, at) { set(wiper, stored[wiper]) }
    case 7, 8:
      eepromWriteCount += 1
      report("EEPROM write \(eepromWriteCount): 15 to 50 ms, and it wears (table 6)", at)
    case 0xB:
      powerOn(atMicroseconds: at)
    case 0xC: shutDown(word, at)
    case 0xD:
      control = word & 0x0F
      if control & 4 != 0 { report("linear gain mode is not emulated", at) }
    default: report("command \(word >> 12) is reserved or not emulated (table 20)", at)
    }
  }

  /// The wipers of an address: one, or all (A3).
  private func addressed(_ word: UInt16, _ at: Double) -> [Int] {
    let address = Int(word >> 8 & 0xF)
    if address & 8 != 0 { return Array(codes.indices) }
    guard address < codes.count else {
      report("address \(address) does not apply in potentiometer mode (table 21)", at)
      return []
    }
    return [address]
  }

  /// A wiper that is written takes its input register along (page 27).
  private func set(_ wiper: Int, _ code: UInt16) {
    guard control & 1 != 0 else { return }
    inputs[wiper] = code
    move(wiper, to: code)
  }

  private func stepWipers(_ word: UInt16, _ at: Double) {
    for wiper in addressed(word, at) {
      let code = codes[wiper]
      set(wiper, word & 1 != 0 ? min(code + 1, 255) : (code == 0 ? 0 : code - 1))
    }
  }

  private func answer(_ word: UInt16, _ at: Double) {
    // The pull-up makes slow edges: 50 ns from the rising edge to a valid bit, half a period.
    if frame.clockHertz > 10_000_000 {
      report("read-back at \(frame.clockHertz) Hz, at most 10000000 (t9, page 10)", at)
    }
    let wiper = Int(word >> 8 & 7)
    guard word & 3 == 2 || wiper < codes.count else {
      report("read-back of address \(wiper) (table 21)", at)
      return
    }
    let data =
      switch word & 3 {
      case 0: inputs[wiper]
      case 1: stored[wiper]
      case 2: control
      default: codes[wiper]
      }
    shift = shift & 0xFF00 | data
  }

  private func shutDown(_ word: UInt16, _ at: Double) {
    guard word & 1 != 0 else { return }
    for wiper in addressed(word, at) {
      report("shutdown of wiper \(wiper): W is joined to B (page 28)", at)
    }
  }
}
