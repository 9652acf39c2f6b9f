import BusInterface
import PartEmulators
import Parts

/// What converters measure, and what they drive.
final class Levels: AnalogSide {
  var codes = [Int32](repeating: 0, count: 16)
  /// By channel; nil where an output is off or has never been told.
  var outputs: [Int: UInt16] = [:]
  /// Every change in its order.
  var changes: [Change] = []
  var conversions = 0

  struct Change: Equatable {
    var channel: Int
    var code: UInt16?
  }

  func code(part: Int, channel: Int) -> Int32 {
    conversions += 1
    return codes[channel]
  }

  func output(part: Int, channel: Int, code: UInt16?) {
    outputs[channel] = code
    changes.append(Change(channel: channel, code: code))
  }

  func wiper(part: Int, channel: Int, code: UInt16?) {}
  func toggle(part: Int, channel: Int, isClosed: Bool) {}
}

/// A bus with one emulated part, and a script to run drivers on it.
@safe
final class ConverterBench {
  var bus = ConverterBus()
  let levels = Levels()
  var place: PartPlace
  private let memory: UnsafeMutableRawPointer
  private var script: Script

  init(_ place: PartPlace = PartPlace(device: 1, address: 0x48)) {
    self.place = place
    let count = Script.byteCount(steps: 128, bytes: 2048)
    unsafe memory = .allocate(byteCount: count, alignment: 8)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    script = unsafe Script(memory: memory, steps: 128, bytes: 2048)
  }

  deinit { unsafe memory.deallocate() }

  /// Joins a part on SPI.
  @discardableResult
  func join<E: SPIPartEmulator>(
    _ make: (any AnalogSide) -> E, mode: UInt8, clockHertz: UInt32 = 1_000_000
  ) -> E {
    let part = make(levels)
    bus.devices[place.device] = ConverterBus.Device(part: part, mode: mode, clockHertz: clockHertz)
    return part
  }

  /// Joins a part on I2C.
  @discardableResult
  func join<E: I2CPartEmulator>(_ make: (any AnalogSide) -> E) -> E {
    let part = make(levels)
    place.address = part.address
    bus.parts[place.device, default: []].append(part)
    return part
  }

  func setUp<P: Part>(_ part: P.Type) throws -> Bool {
    script.removeAll()
    part.setUp(place, &script)
    try script.run(on: &bus)
    return part.isSetUp(place, script, from: 0)
  }

  func scan<P: AnalogInputPart>(_ part: P.Type, _ channels: [UInt8]) throws -> [Int32?] {
    script.removeAll()
    var answers = [UInt32](repeating: 0, count: channels.count)
    var span = answers.mutableSpan
    part.scan(place, channels: channels.span, &script, answers: &span)
    try script.run(on: &bus)
    return channels.indices.map {
      part.code(place, channel: channels[$0], script, at: answers[$0])
    }
  }

  func write<P: AnalogOutputPart>(
    _ part: P.Type, _ codes: [UInt16], connected: UInt32 = .max
  ) throws {
    script.removeAll()
    part.write(place, codes: codes.span, connected: connected, &script)
    try script.run(on: &bus)
  }

  func readBack<P: AnalogOutputPart>(_ part: P.Type, outputs: Int) throws -> [UInt16?] {
    script.removeAll()
    guard let answer = part.readBack(place, &script) else { return [] }
    try script.run(on: &bus)
    return (0..<outputs).map { part.code(place, output: UInt8($0), script, at: answer) }
  }

  /// Bytes by hand: transfers of one SPI message, with the select rising between them.
  @discardableResult
  func transfer(_ transfers: [UInt8]..., wait: UInt32 = 0) throws -> [[UInt8]] {
    script.removeAll()
    let answers = transfers.map { bytes in
      let answer = script.spi(place.device, 0, count: bytes.count, waitMicroseconds: wait)
      for (index, byte) in bytes.enumerated() {
        script[answer - UInt32(bytes.count) + UInt32(index)] = byte
      }
      return answer
    }
    try script.run(on: &bus)
    return zip(transfers, answers).map { bytes, answer in
      bytes.indices.map { script[answer + UInt32($0)] }
    }
  }

  /// Bytes by hand to a part on I2C.
  func send(_ bytes: [UInt8]) throws {
    script.removeAll()
    let offset = script.i2cWrite(place.device, address: place.address, 0, count: bytes.count)
    for (index, byte) in bytes.enumerated() { script[offset + UInt32(index)] = byte }
    try script.run(on: &bus)
  }

  /// Writes and then reads within one transaction.
  func ask(_ bytes: [UInt8], reading count: Int) throws -> [UInt8] {
    script.removeAll()
    if !bytes.isEmpty {
      let offset = script.i2cWrite(place.device, address: place.address, 0, count: bytes.count)
      for (index, byte) in bytes.enumerated() { script[offset + UInt32(index)] = byte }
    }
    let answer = script.i2cRead(place.device, address: place.address, count: count)
    try script.run(on: &bus)
    return (0..<count).map { script[answer + UInt32($0)] }
  }
}
