/// An MCP4725 on I2C: one 12-bit output with an EEPROM (DS22039D, section 6).
public final class MCP4725Emulator: ConverterEmulator, I2CPartEmulator {
  public let address: UInt16
  /// More EEPROM writes than this in one second are a violation.
  public let eepromWritesPerSecond: Int

  /// 12 bits, with the power-down bits above them.
  private var register: UInt16
  private var eeprom: UInt16
  private var wear = EEPROMWear()
  private var received: [UInt8] = []
  private var readCount = 0

  /// `eeprom`: what it powers up with. As delivered: half scale, driving (DS22039D, table 5-2).
  public init(
    name: String, part: Int, analog: any AnalogSide, address: UInt16 = 0x60,
    supplyVolts: Double = 3.3, eepromCode: UInt16 = 0x800, eepromPowerDown: UInt16 = 0,
    eepromWritesPerSecond: Int = 1
  ) {
    self.address = address
    self.eepromWritesPerSecond = eepromWritesPerSecond
    eeprom = eepromCode & 0xFFF | (eepromPowerDown & 3) << 12
    register = eeprom
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// How often the EEPROM has been written.
  public var eepromWriteCount: Int { wear.count }
  /// What the output drives; nil: it is off.
  public var code: UInt16? { register >> 12 == 0 ? register : nil }

  public override func powerOn(atMicroseconds: Double) {
    register = eeprom
    tell()
  }

  public func start(isRead: Bool, atMicroseconds: Double) -> Bool {
    finishWrite(atMicroseconds)
    readCount = 0
    return true
  }

  public func stop(atMicroseconds: Double) { finishWrite(atMicroseconds) }

  public func write(_ byte: UInt8, atMicroseconds: Double) -> Bool {
    received.append(byte)
    if atMicroseconds < wear.busyUntil {
      if received.count == 1 {
        report("write during an EEPROM write: ignored (6.1.3)", atMicroseconds)
      }
      return true
    }
    switch received[0] >> 5 {
    case 0, 1: if received.count == 2 { fast() }
    case 2: if received.count == 3 { load() }
    case 3: if received.count == 3 { loadAndKeep(atMicroseconds) }
    default:
      if received.count == 1 {
        report("command \(received[0] >> 5) is reserved (table 6-2)", atMicroseconds)
      }
    }
    return true
  }

  public func read(atMicroseconds: Double) -> UInt8 {
    let ready: UInt8 = atMicroseconds < wear.busyUntil ? 0 : 0x80
    let answer = [
      ready | 0x40 | UInt8(register >> 12) << 1, UInt8(register >> 4 & 0xFF),
      UInt8(register & 15) << 4, UInt8(eeprom >> 12) << 5 | UInt8(eeprom >> 8 & 15),
      UInt8(eeprom & 0xFF),
    ]
    defer { readCount += 1 }
    return answer[readCount % 5]
  }

  private func finishWrite(_ at: Double) {
    if !received.isEmpty, at >= wear.busyUntil {
      report("a write of \(received.count) bytes ends in a command's middle (6.1)", at)
    }
    received = []
  }

  /// 0 0 PD1 PD0 D11..D8, D7..D0.
  private func fast() { set(UInt16(received[0] & 0x3F) << 8 | UInt16(received[1])) }

  /// C2 C1 C0 x x PD1 PD0 x, D11..D4, D3..D0 x x x x.
  private func load() {
    let code = UInt16(received[1]) << 4 | UInt16(received[2] >> 4)
    set(UInt16(received[0] >> 1 & 3) << 12 | code)
  }

  private func loadAndKeep(_ at: Double) {
    load()
    eeprom = register
    if wear.write(at: at, limit: eepromWritesPerSecond) {
      report("EEPROM written in a loop: it wears (section 1, endurance)", at)
    }
  }

  private func set(_ word: UInt16) {
    register = word
    received = []
    tell()
  }

  private func tell() { analog?.output(part: part, channel: 0, code: code) }
}
