/// An MCP4728 on I2C: four 12-bit outputs with an EEPROM (DS22187E, section 5).
///
/// Every output has an input register, which is what can be read, and an output register, which is
/// what drives; the LDAC pin and the UDAC bit say when the second follows the first.
public final class MCP4728Emulator: ConverterEmulator, I2CPartEmulator {
  public let address: UInt16
  /// Outputs follow every write.
  public let loadPinIsLow: Bool
  /// More EEPROM writes than this in one second are a violation.
  public let eepromWritesPerSecond: Int

  /// Reference (15), power-down (14, 13), gain (12), code.
  var inputs: [UInt16]
  var outputs: [UInt16]
  var eeprom: [UInt16]
  private var wear = EEPROMWear()
  var received: [UInt8] = []
  /// The channel that comes next in a fast or sequential write.
  var nextChannel = 0
  private var readCount = 0

  /// `eeprom`: what the outputs power up with, as the registers' 16 bits. As delivered: internal
  /// reference, gain 1, half scale, driving (DS22187E, table 4-2).
  public init(
    name: String, part: Int, analog: any AnalogSide, address: UInt16 = 0x60,
    supplyVolts: Double = 3.3, eeprom: [UInt16] = [0x8800, 0x8800, 0x8800, 0x8800],
    loadPinIsLow: Bool = false, eepromWritesPerSecond: Int = 1
  ) {
    self.address = address
    self.loadPinIsLow = loadPinIsLow
    self.eepromWritesPerSecond = eepromWritesPerSecond
    self.eeprom = eeprom + Array(repeating: 0, count: max(4 - eeprom.count, 0))
    inputs = self.eeprom
    outputs = self.eeprom
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// How often the EEPROM has been written.
  public var eepromWriteCount: Int { wear.count }

  /// What an output drives; nil: it is off.
  public func code(_ channel: Int) -> UInt16? {
    outputs[channel] & 0x6000 == 0 ? outputs[channel] & 0xFFF : nil
  }

  /// Whether an output's full scale is the internal reference, and its gain; else it is the supply.
  public func reference(_ channel: Int) -> (isInternal: Bool, gain: Int) {
    let isInternal = outputs[channel] & 0x8000 != 0
    return (isInternal, isInternal && outputs[channel] & 0x1000 != 0 ? 2 : 1)
  }

  public override func powerOn(atMicroseconds: Double) {
    inputs = eeprom
    for channel in 0..<4 { update(channel) }
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
        report("write during an EEPROM write: ignored (5.6)", atMicroseconds)
      }
    } else {
      interpret(atMicroseconds)
    }
    return true
  }

  private func finishWrite(_ at: Double) {
    if at >= wear.busyUntil, !isWhole(received.count) {
      report("a write of \(received.count) bytes ends in a command's middle (5.6)", at)
    }
    received = []
    nextChannel = 0
  }

  /// Six bytes a channel: its input register, then its EEPROM (figure 5-15).
  public func read(atMicroseconds: Double) -> UInt8 {
    defer { readCount += 1 }
    let channel = readCount / 6 % 4
    let word = readCount % 6 < 3 ? inputs[channel] : eeprom[channel]
    switch readCount % 3 {
    case 0:
      let ready: UInt8 = atMicroseconds < wear.busyUntil ? 0 : 0x80
      return ready | 0x40 | UInt8(channel) << 4 | UInt8(address & 7)
    case 1: return UInt8(word >> 8)
    default: return UInt8(word & 0xFF)
    }
  }

  func keep(_ channel: Int) { eeprom[channel] = inputs[channel] }

  func noteEEPROMWrite(_ at: Double) {
    if wear.write(at: at, limit: eepromWritesPerSecond) {
      report("EEPROM written in a loop: it wears (section 1, endurance)", at)
    }
  }

  func update(_ channel: Int) {
    outputs[channel] = inputs[channel]
    analog?.output(part: part, channel: channel, code: code(channel))
  }

  /// A new input register; `updates`: the UDAC bit is 0 (table 4-5).
  func set(_ channel: Int, _ word: UInt16, updates: Bool) {
    inputs[channel] = word
    if updates || loadPinIsLow { update(channel) }
  }
}
