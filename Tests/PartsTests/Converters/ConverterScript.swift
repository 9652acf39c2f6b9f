import BusInterface
import Parts

/// A script with memory of its own, and what it holds as arrays.
@safe
final class ConverterScript {
  private let memory: UnsafeMutableRawPointer
  var script: Script

  init(steps: Int = 128, bytes: Int = 1024) {
    let count = Script.byteCount(steps: steps, bytes: bytes)
    unsafe memory = .allocate(byteCount: count, alignment: 8)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    script = unsafe Script(memory: memory, steps: steps, bytes: bytes)
  }

  deinit { unsafe memory.deallocate() }

  /// What goes out.
  struct Sent: Equatable {
    var kind: BusStep.Kind
    var bytes: [UInt8]
    var wait: UInt32 = 0
    var readCount = 0
  }

  static func spi(_ bytes: [UInt8], wait: UInt32 = 0) -> Sent {
    Sent(kind: .spi, bytes: bytes, wait: wait)
  }
  static func write(_ bytes: [UInt8]) -> Sent { Sent(kind: .i2cWrite, bytes: bytes) }
  static func read(_ count: Int) -> Sent { Sent(kind: .i2cRead, bytes: [], readCount: count) }
  static func pause(_ microseconds: UInt32) -> Sent {
    Sent(kind: .pause, bytes: [], wait: microseconds)
  }

  var sent: [Sent] {
    (0..<script.stepCount).compactMap { index in
      script.step(index).map { step in
        let isRead = step.kind == .i2cRead
        let count = isRead || step.kind == .pause ? 0 : UInt32(step.count)
        return Sent(
          kind: step.kind, bytes: (0..<count).map { script[step.outgoing + $0] },
          wait: step.waitMicroseconds, readCount: isRead ? Int(step.count) : 0)
      }
    }
  }

  var devices: Set<UInt16> {
    Set(
      (0..<script.stepCount).compactMap { script.step($0) }.filter { $0.kind != .pause }
        .map(\.device))
  }

  /// Whether any transfer keeps the select low.
  var holdsSelect: Bool {
    (0..<script.stepCount).contains { script.step($0)?.holdsSelect ?? false }
  }

  /// Writes a scan and returns where its answers will lie.
  func scan<P: AnalogInputPart>(_ part: P.Type, _ place: PartPlace, _ channels: [UInt8]) -> [UInt32]
  {
    var answers = [UInt32](repeating: 0, count: channels.count)
    var span = answers.mutableSpan
    part.scan(place, channels: channels.span, &script, answers: &span)
    return answers
  }

  func write<P: AnalogOutputPart>(
    _ part: P.Type, _ place: PartPlace, _ codes: [UInt16], connected: UInt32 = .max
  ) {
    part.write(place, codes: codes.span, connected: connected, &script)
  }

  func isSetUp<P: Part>(_ part: P.Type, _ place: PartPlace) -> Bool {
    part.isSetUp(place, script, from: 0)
  }

  func code<P: AnalogInputPart>(
    _ part: P.Type, _ place: PartPlace, _ channel: UInt8, at answer: UInt32
  ) -> Int32? {
    part.code(place, channel: channel, script, at: answer)
  }

  func output<P: AnalogOutputPart>(
    _ part: P.Type, _ place: PartPlace, _ output: UInt8, at answer: UInt32
  ) -> UInt16? {
    part.code(place, output: output, script, at: answer)
  }

  func readBack<P: AnalogOutputPart>(_ part: P.Type, _ place: PartPlace) -> UInt32? {
    part.readBack(place, &script)
  }

  /// As if these bytes had been received from there on.
  func receive(_ bytes: [UInt8], at offset: UInt32) {
    for (index, byte) in bytes.enumerated() { script[offset + UInt32(index)] = byte }
  }

  /// The received bytes of a step become these.
  func receive(_ bytes: [UInt8], step: Int) {
    if let step = script.step(step) { receive(bytes, at: step.incoming) }
  }
}
