import PartEmulators

/// A request of the guest's kernel, as tools/hil/PROTOCOL.md lays it out.
struct BusRequest {
  var sequence: UInt32
  var wantsAnswer: Bool
  var body: Body
  /// Bytes that a full answer carries.
  var answerBytes: Int
  /// Kind, bus, select, mode and parts: what repeated runs must have in common.
  var trace: [UInt8]

  enum Body {
    case hello
    case spi(bus: Int, select: Int, mode: UInt8, clockHertz: UInt32, [EmulatedWires.SPITransfer])
    case i2c(bus: Int, [EmulatedWires.I2CMessage])
    /// Lines become outputs, or are set.
    case lines(mask: UInt64, values: UInt64)
    case getLines
    case other
  }

  /// Reads the next one.
  init(from stream: UnixStream) throws {
    let first = try stream.read(4)
    let length = Int(Fields(bytes: first).u32(0))
    guard length >= 32, length <= 1 << 20 else {
      throw UnixStream.Failure(description: "a bus request of \(length) bytes")
    }
    let bytes = first + (try stream.read(length - 4))
    let fields = Fields(bytes: bytes)
    sequence = fields.u32(4)
    wantsAnswer = fields.u32(24) & 1 == 0
    answerBytes = Int(fields.u32(28))
    trace = Array(bytes[8...])
    switch fields.u16(8) {
    case 0x01: body = .hello
    case 0x10:
      // The clock is the transfers' own; that of the header is the most that the device takes.
      body = .spi(
        bus: fields.u16(10), select: fields.u16(12), mode: UInt8(fields.u32(20) & 3),
        clockHertz: fields.u32(40), Self.transfers(fields))
    case 0x20: body = .i2c(bus: fields.u16(10), Self.messages(fields))
    case 0x30, 0x33: body = .lines(mask: fields.word(32, 8), values: fields.word(40, 8))
    case 0x31: body = .getLines
    default: body = .other
    }
  }

  private static func transfers(_ fields: Fields) -> [EmulatedWires.SPITransfer] {
    let count = fields.u16(14)
    var offset = 32
    return (0..<count).map { index in
      let flags = fields.u16(offset + 2)
      let length = Int(fields.u32(offset + 4))
      let wait = Double(fields.u32(offset + 12))
      var bytes = [UInt8](repeating: 0, count: length)
      offset += 24
      if flags & 2 != 0, offset + length <= fields.bytes.count {
        bytes = Array(fields.bytes[offset..<offset + length])
        offset += (length + 7) / 8 * 8
      }
      // Between transfers cs_change releases the select, behind the last it keeps it.
      let isLast = index == count - 1
      return EmulatedWires.SPITransfer(
        bytes: bytes, releasesSelect: (flags & 4 != 0) != isLast, waitMicroseconds: wait)
    }
  }

  private static func messages(_ fields: Fields) -> [EmulatedWires.I2CMessage] {
    var offset = 32
    return (0..<fields.u16(14)).map { _ in
      let address = UInt16(fields.u16(offset))
      let flags = fields.u16(offset + 2)
      let length = Int(fields.u32(offset + 4))
      offset += 24
      if flags & 1 != 0 { return EmulatedWires.I2CMessage(address: address, reading: length) }
      let bytes = Array(fields.bytes[offset..<min(offset + length, fields.bytes.count)])
      offset += (length + 7) / 8 * 8
      return EmulatedWires.I2CMessage(address: address, writing: bytes)
    }
  }
}

/// What a request is answered with.
struct BusAnswer {
  /// 0 done, 1 short, negative: an errno.
  var status: Int32 = 0
  var transferred: UInt32 = 0
  var bytes: [UInt8] = []

  func record(for sequence: UInt32) -> [UInt8] {
    var record: [UInt8] = []
    let body = (bytes.count + 7) / 8 * 8
    record.add(UInt32(16 + body))
    record.add(sequence)
    record.add(UInt32(bitPattern: status))
    record.add(transferred)
    record += bytes
    record.pad(to: 8)
    return record
  }
}
