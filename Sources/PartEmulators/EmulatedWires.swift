import BusInterface
public import Wiring

/// The wires between a computer and the chips of a wiring: bytes in, bytes out, with a clock of its
/// own that only transfers and pauses move.
public final class EmulatedWires {
  /// How long a request to an operating system takes before its first bit; 0: nothing.
  public var overheadMicroseconds = 0.0
  /// How long a select stays high between two transfers of one message: the kernel's 10 us
  /// (drivers/spi/spi.c, `_spi_transfer_cs_change_delay`).
  public var selectGapMicroseconds = 10.0
  public private(set) var nowMicroseconds = 0.0
  /// Time in which bits moved.
  public private(set) var busMicroseconds = 0.0

  private var spiParts: [Select: any SPIPartEmulator] = [:]
  private var i2cParts: [Address: any I2CPartEmulator] = [:]
  private var lineParts: [Int: [(part: any LinePartEmulator, line: Int)]] = [:]
  private var emulators: [any PartEmulator] = []
  private let wiring: Wiring
  private var lineNames: [String: Int] = [:]
  /// Physical levels, by line of the wiring.
  public private(set) var levels: [Bool]

  public struct Select: Hashable, Sendable {
    public var bus: Int
    public var select: Int
    public init(bus: Int, select: Int) {
      self.bus = bus
      self.select = select
    }
  }

  struct Address: Hashable {
    var bus: Int
    var address: UInt16
  }

  /// The chips of `wiring`, joined to `analog`.
  public init(wiring: Wiring, analog: any AnalogSide, supplyVolts: Double = 3.3) {
    self.wiring = wiring
    levels = Array(repeating: false, count: wiring.lineCount)
    for index in 0..<wiring.lineCount {
      let name = unsafe String(decoding: wiring.text(wiring.line(index).name), as: UTF8.self)
      lineNames[name] = index
      levels[index] = wiring.line(index).startsActive != wiring.line(index).isActiveLow
    }
    for index in 0..<wiring.chipCount { add(index, analog, supplyVolts) }
  }

  private func add(_ index: Int, _ analog: any AnalogSide, _ supplyVolts: Double) {
    let chip = wiring.chip(index)
    let emulator = EmulatorFactory.make(
      wiring, chip: index, analog: analog, supplyVolts: supplyVolts)
    emulators.append(emulator)
    if let part = emulator as? any SPIPartEmulator {
      let device = wiring.device(Int(chip.device))
      spiParts[Select(bus: Int(device.bus), select: Int(device.select))] = part
    }
    if let part = emulator as? any I2CPartEmulator {
      let device = wiring.device(Int(chip.device))
      i2cParts[Address(bus: Int(device.bus), address: chip.address)] = part
    }
    if let part = emulator as? any LinePartEmulator {
      for line in 0..<wiring.part(index).lineCount {
        lineParts[Int(chip.firstLine) + line, default: []].append((part, line))
        part.line(
          line, isHigh: levels[Int(chip.firstLine) + line], atMicroseconds: nowMicroseconds)
      }
    }
  }

  /// Everything that any chip was done which its datasheet forbids.
  public var violations: [Violation] { emulators.flatMap(\.violations) }

  /// The emulator of a chip of the wiring.
  public func emulator(_ chip: Int) -> any PartEmulator { emulators[chip] }

  public func pause(microseconds: Double) { nowMicroseconds += microseconds }

  /// One transfer of a message.
  public struct SPITransfer: Sendable {
    public var bytes: [UInt8]
    public var releasesSelect: Bool
    public var waitMicroseconds: Double

    public init(bytes: [UInt8], releasesSelect: Bool = true, waitMicroseconds: Double = 0) {
      self.bytes = bytes
      self.releasesSelect = releasesSelect
      self.waitMicroseconds = waitMicroseconds
    }
  }

  /// A message to one chip select. Where no chip is, the input floats high.
  public func exchange(
    _ select: Select, mode: UInt8, clockHertz: UInt32, _ transfers: [SPITransfer]
  ) -> [[UInt8]] {
    nowMicroseconds += overheadMicroseconds
    let part = spiParts[select]
    let byteMicroseconds = 8e6 / Double(max(clockHertz, 1))
    var isSelected = false
    var answers: [[UInt8]] = []
    for (index, transfer) in transfers.enumerated() {
      if !isSelected {
        part?.select(mode: mode, clockHertz: clockHertz, atMicroseconds: nowMicroseconds)
        isSelected = true
      }
      answers.append(
        transfer.bytes.map { byte in
          defer {
            nowMicroseconds += byteMicroseconds
            busMicroseconds += byteMicroseconds
          }
          return part?.exchange(byte, atMicroseconds: nowMicroseconds) ?? 0xFF
        })
      nowMicroseconds += transfer.waitMicroseconds
      if transfer.releasesSelect {
        part?.deselect(atMicroseconds: nowMicroseconds)
        isSelected = false
        if index < transfers.count - 1 { nowMicroseconds += selectGapMicroseconds }
      }
    }
    if isSelected { part?.deselect(atMicroseconds: nowMicroseconds) }
    return answers
  }

  /// One message of a transaction: bytes to write, or how many to read.
  public struct I2CMessage: Sendable {
    public var address: UInt16
    public var bytes: [UInt8]
    public var readCount: Int

    public init(address: UInt16, writing bytes: [UInt8]) {
      self.address = address
      self.bytes = bytes
      readCount = 0
    }

    public init(address: UInt16, reading count: Int) {
      self.address = address
      bytes = []
      readCount = count
    }
  }

  /// A transaction: the bytes read of each message; nil where somebody did not acknowledge.
  public func transact(
    bus: Int, clockHertz: UInt32, _ messages: [I2CMessage]
  ) -> [[UInt8]]? {
    nowMicroseconds += overheadMicroseconds
    let byteMicroseconds = 9e6 / Double(max(clockHertz, 1))
    var answers: [[UInt8]] = []
    var addressed: [any I2CPartEmulator] = []
    defer { for part in addressed { part.stop(atMicroseconds: nowMicroseconds) } }
    func passByte() {
      nowMicroseconds += byteMicroseconds
      busMicroseconds += byteMicroseconds
    }
    for message in messages {
      // Start (or stop, at the end) and the address.
      nowMicroseconds += 2e6 / Double(max(clockHertz, 1))
      busMicroseconds += 2e6 / Double(max(clockHertz, 1))
      passByte()
      let isRead = message.readCount > 0
      guard let part = i2cParts[Address(bus: bus, address: message.address)],
        part.start(isRead: isRead, atMicroseconds: nowMicroseconds)
      else { return nil }
      if !addressed.contains(where: { $0 === part }) { addressed.append(part) }
      if isRead {
        answers.append(
          (0..<message.readCount).map { _ in
            passByte()
            return part.read(atMicroseconds: nowMicroseconds)
          })
      } else {
        for byte in message.bytes {
          passByte()
          guard part.write(byte, atMicroseconds: nowMicroseconds) else { return nil }
        }
        answers.append([])
      }
    }
    return answers
  }

  /// Sets a line by its number in the wiring, to a physical level.
  public func setLine(_ line: Int, isHigh: Bool) {
    guard levels.indices.contains(line) else { return }
    levels[line] = isHigh
    for (part, pin) in lineParts[line] ?? [] {
      part.line(pin, isHigh: isHigh, atMicroseconds: nowMicroseconds)
    }
  }

  /// Sets a line by its name; lines that the wiring does not know do nothing.
  public func setLine(named name: String, isHigh: Bool) {
    if let line = lineNames[name] { setLine(line, isHigh: isHigh) }
  }

  func beginLines() { nowMicroseconds += overheadMicroseconds }
}
