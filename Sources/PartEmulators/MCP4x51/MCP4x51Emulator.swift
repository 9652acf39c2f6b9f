/// An MCP4131, 4151, 4231 or 4251 on SPI (DS22060B, sections 4 to 7).
///
/// Commands are carried out with their last bit, several in one select. After an error everything
/// is ignored, and zeros come out, until the select rises.
public final class MCP4x51Emulator: PotentiometerEmulator, SPIPartEmulator {
  public let fullScale: UInt16
  /// The SHDN pin of the parts with two wipers is low.
  public var isShutDownByPin = false
  /// A fault: what is written to wiper 1 ends in wiper 0, as a Linux driver did it.
  public var writesWiperOneToZero = false
  /// TCON (register 4-2).
  public private(set) var terminalControl: UInt16 = 0x1FF

  private var frame = SPIFrame()
  private var isInError = false
  private static let rules = SPIRules(
    modes: [0, 3], fastestHertz: 10_000_000, source: "DS22060B, table 1-2 and 6.2")

  /// `fullScale` 0x80 or 0x100; one or two wipers.
  public init(
    name: String, part: Int, analog: any AnalogSide, fullScale: UInt16, wiperCount: Int
  ) {
    self.fullScale = fullScale
    super.init(
      name: name, part: part, analog: analog, wiperCount: wiperCount,
      powerUpCode: fullScale / 2, largestPosition: fullScale)
  }

  private var sharesPin: Bool { codes.count == 1 }

  public override func powerOn(atMicroseconds: Double) {
    terminalControl = 0x1FF
    isInError = false
    frame = SPIFrame()
    super.powerOn(atMicroseconds: atMicroseconds)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    for fault in Self.rules.faults(mode: mode, clockHertz: clockHertz) {
      report(fault, atMicroseconds)
    }
    frame.begin(Self.rules, mode: mode, clockHertz: clockHertz)
    isInError = false
  }

  public func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    guard frame.isSelected, !frame.isGarbled else { return 0xFF }
    if isInError { return 0 }
    frame.bytes.append(byte)
    let answer = frame.bytes.count == 1 ? begin(byte, atMicroseconds) : finish(atMicroseconds)
    // One pin for both directions: the host's bits and the part's open drain meet behind a
    // resistor.
    return sharesPin ? answer & byte : answer
  }

  public func deselect(atMicroseconds: Double) {
    guard frame.end() else { return }
    if frame.bytes.count == 1 {
      report("the select rose inside a 16 bit command (7.3.1, page 49)", atMicroseconds)
    }
  }

  private enum Command: UInt8 {
    case write = 0
    case increment = 1
    case decrement = 2
    case read = 3
  }

  private func command(_ byte: UInt8) -> Command { Command(rawValue: byte >> 2 & 3) ?? .read }

  /// The first byte: address, command, D9, D8.
  private func begin(_ byte: UInt8, _ at: Double) -> UInt8 {
    let address = byte >> 4
    let command = command(byte)
    guard isValid(address, command) else {
      report("command \(command) at address \(address) is reserved (table 7-2, page 48)", at)
      isInError = true
      frame.bytes.removeAll(keepingCapacity: true)
      return 0xFC
    }
    switch command {
    case .increment, .decrement:
      frame.bytes.removeAll(keepingCapacity: true)
      step(Int(address), up: command == .increment)
      return 0xFF
    case .read: return 0xFE | UInt8(value(address, at) >> 8)
    case .write: return 0xFF
    }
  }

  /// The second byte of a read or write.
  private func finish(_ at: Double) -> UInt8 {
    let word = frame.word
    frame.bytes.removeAll(keepingCapacity: true)
    let address = UInt8(word >> 12)
    if command(UInt8(word >> 8)) == .read {
      checkReadClock(at)
      return UInt8(value(address, at) & 0xFF)
    }
    if address == 4 { control(word & 0x1FF, at) } else { store(Int(address), word & 0x1FF, at) }
    return 0xFF
  }

  private func isValid(_ address: UInt8, _ command: Command) -> Bool {
    switch address {
    case 0, 1: Int(address) < codes.count
    case 4: command == .read || command == .write
    case 5: command == .read
    default: false
    }
  }

  private func value(_ address: UInt8, _ at: Double) -> UInt16 {
    switch address {
    case 4: terminalControl
    case 5: 0x1E0 | (isShutDownByPin ? 0x002 : 0)
    default: codes[Int(address)]
    }
  }

  private func checkReadClock(_ at: Double) {
    if sharesPin && frame.clockHertz > 250_000 {
      report(
        "read at \(frame.clockHertz) Hz on one pin, at most 250000 (table 1-3, page 13)", at)
    }
  }

  private func store(_ address: Int, _ code: UInt16, _ at: Double) {
    if code > fullScale {
      report("wiper \(address) at \(code), above full scale is reserved (table 5-1)", at)
    }
    move(address == 1 && writesWiperOneToZero ? 0 : address, to: code)
  }

  private func step(_ wiper: Int, up: Bool) {
    let code = codes[wiper]
    if up && code < fullScale { move(wiper, to: code + 1) }
    if !up && code > 0 && code <= fullScale { move(wiper, to: code - 1) }
  }

  private func control(_ value: UInt16, _ at: Double) {
    if value & 0x100 == 0 { report("TCON bit 8 is reserved as 1 (register 4-2)", at) }
    terminalControl = value | 0x100
    for wiper in codes.indices {
      let bits = value >> UInt16(4 * wiper) & 0xF
      if bits & 8 == 0 {
        report("TCON shuts wiper \(wiper) down: W is joined to B (5.3.2, page 39)", at)
      }
      // W, and A or B.
      open(wiper, bits & 2 == 0 || bits & 5 == 0)
    }
  }
}
