import Foundation

/// The emulated machine, by its control port (tools/hil/PROTOCOL.md). One thread uses it; only
/// ``signal(_:_:)`` may be called from another.
final class Guest: @unchecked Sendable {
  private let stream: UnixStream
  private var tag: UInt32 = 0
  private var outputs: [UInt32: [UInt8]] = [:]
  private var exits: [UInt32: Exit] = [:]

  init(path: String) throws {
    stream = try UnixStream(path: path, seconds: 20)
  }

  enum Command: UInt32 {
    case status = 1, run, kill, readFile, writeFile, delete, load, unload, list, powerOff
  }

  struct Exit {
    /// Exit status; nil where a signal ended it.
    var status: Int32?
    var signal: Int32?
    var output: String
  }

  /// A program that runs.
  struct Program: Sendable {
    var tag: UInt32
    var process: UInt32
  }

  private func send(_ command: Command, value: Int32 = 0, _ body: [UInt8] = []) throws -> UInt32 {
    tag += 1
    var record: [UInt8] = []
    record.add(UInt32(16 + body.count))
    record.add(tag)
    record.add(command.rawValue)
    record.add(UInt32(bitPattern: value))
    try stream.write(record + body)
    return tag
  }

  /// Reads records until this answer, keeping events.
  private func answer(to wanted: UInt32) throws -> (value: Int32, body: [UInt8]) {
    while true {
      let record = try next()
      if record.tag == wanted, record.command < 0x40 { return (record.value, record.body) }
    }
  }

  private struct Record {
    var tag: UInt32
    var command: UInt32
    var value: Int32
    var body: [UInt8]
  }

  private func next() throws -> Record {
    let header = Fields(bytes: try stream.read(16))
    let body = try stream.read(Int(header.u32(0)) - 16)
    let record = Record(
      tag: header.u32(4), command: header.u32(8), value: header.i32(12), body: body)
    if record.command == 0x41 { outputs[record.tag, default: []] += body }
    if record.command == 0x42 {
      let status = record.value
      let signal = status & 0x7F
      exits[record.tag] = Exit(
        status: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
        output: "")
    }
    return record
  }

  private func ask(
    _ command: Command, value: Int32 = 0, _ body: [UInt8] = [], about: String
  ) throws -> [UInt8] {
    let (value, body) = try answer(to: send(command, value: value, body))
    guard value >= 0 else {
      throw UnixStream.Failure(description: "\(about): errno \(-value) in the guest")
    }
    return body
  }

  func start(_ arguments: [String], environment: [String] = []) throws -> Program {
    var body: [UInt8] = []
    for argument in arguments { body += Array(argument.utf8) + [0] }
    body.append(0)
    for setting in environment { body += Array(setting.utf8) + [0] }
    let tag = try send(.run, body)
    let (value, _) = try answer(to: tag)
    guard value > 0 else {
      throw UnixStream.Failure(description: "\(arguments[0]): errno \(-value) in the guest")
    }
    return Program(tag: tag, process: UInt32(value))
  }

  /// Waits for its end.
  func wait(_ program: Program) throws -> Exit {
    while exits[program.tag] == nil { _ = try next() }
    guard var exit = exits.removeValue(forKey: program.tag) else {
      throw UnixStream.Failure(description: "no exit")
    }
    exit.output = String(decoding: outputs.removeValue(forKey: program.tag) ?? [], as: UTF8.self)
    return exit
  }

  /// Waits until its output has this text.
  func wait(_ program: Program, for text: String) throws {
    while !String(decoding: outputs[program.tag] ?? [], as: UTF8.self).contains(text) {
      if exits[program.tag] != nil {
        throw UnixStream.Failure(description: "it ended without saying '\(text)'")
      }
      _ = try next()
    }
  }

  /// Its answers are nobody's.
  private static let signalTag = UInt32.max

  func run(_ arguments: [String], environment: [String] = []) throws -> Exit {
    try wait(start(arguments, environment: environment))
  }

  /// Without waiting for an answer: may be called while another thread waits for records.
  func signal(_ program: Program, _ number: Int32) throws {
    var record: [UInt8] = []
    record.add(UInt32(20))
    record.add(Self.signalTag)
    record.add(Command.kill.rawValue)
    record.add(UInt32(bitPattern: number))
    record.add(program.process)
    try stream.write(record)
  }

  func write(_ path: String, _ bytes: [UInt8], mode: Int32 = 0o644) throws {
    _ = try ask(.writeFile, value: mode, Array(path.utf8) + [0] + bytes, about: path)
  }

  func read(_ path: String) throws -> [UInt8] {
    try ask(.readFile, Array(path.utf8), about: path)
  }

  func delete(_ path: String) throws { _ = try ask(.delete, Array(path.utf8), about: path) }

  func load(_ parameters: String) throws {
    _ = try ask(
      .load, Array("/lib/modules/bus_bridge.ko".utf8) + [0] + Array(parameters.utf8),
      about: "bus_bridge.ko")
  }

  func unload() throws { _ = try ask(.unload, Array("bus_bridge".utf8), about: "bus_bridge") }

  func powerOff() { _ = try? send(.powerOff) }
}
