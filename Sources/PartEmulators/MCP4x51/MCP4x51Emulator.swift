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
  /// A fault: wiper 0 takes what is written to wiper 1 too.
  public var writesWiperOneToBoth = false
  /// TCON (register 4-2).
  public internal(set) var terminalControl: UInt16 = 0x1FF

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

  var sharesPin: Bool { codes.count == 1 }

  public override func powerOn(atMicroseconds: Double) {
    terminalControl = 0x1FF
    isInError = false
    frame = SPIFrame()
    super.powerOn(atMicroseconds: atMicroseconds)
  }

  public func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    begin(&frame, Self.rules, mode: mode, clockHertz: clockHertz, atMicroseconds)
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
      checkReadClock(frame.clockHertz, at)
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
}
