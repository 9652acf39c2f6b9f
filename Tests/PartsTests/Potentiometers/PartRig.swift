import BusInterface
import PartEmulators
import Parts

/// One emulated part on buses of its own, and a script for its driver.
@safe
final class PartRig {
  let place: PartPlace
  var bus: PartBus
  private let memory: UnsafeMutableRawPointer
  private var script: Script

  static let stepCapacity = 1_024

  init(_ bus: PartBus, place: PartPlace = PartPlace()) {
    self.bus = bus
    self.place = place
    let count = Script.byteCount(steps: Self.stepCapacity, bytes: 1_024)
    unsafe memory = .allocate(byteCount: count, alignment: 8)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    script = unsafe Script(memory: memory, steps: Self.stepCapacity, bytes: 1_024)
  }

  deinit { unsafe memory.deallocate() }

  /// Writes a script, runs it without retries and reads its answers.
  @discardableResult
  func perform<Answer>(
    _ write: (PartPlace, inout Script) -> Answer
  ) throws -> Answer {
    script.removeAll()
    let answer = write(place, &script)
    try script.run(on: &bus, retries: 0)
    return answer
  }

  func read<Answer>(_ read: (PartPlace, borrowing Script) -> Answer) -> Answer {
    read(place, script)
  }

  /// The steps of what was written last.
  var stepCount: Int { script.stepCount }
  func step(_ index: Int) -> BusStep? { script.step(index) }

  /// The words that a script would send, without sending them.
  func words(_ write: (PartPlace, inout Script) -> Void) -> [[UInt8]] {
    script.removeAll()
    write(place, &script)
    return (0..<script.stepCount).compactMap { script.step($0) }.filter {
      $0.kind == .spi || $0.kind == .i2cWrite
    }.map { step in (0..<UInt32(step.count)).map { script[step.outgoing + $0] } }
  }
}

/// Buses with at most one part each. Only bits and pauses take time: lines change in no time at
/// all.
struct PartBus: Bus {
  var spi: (any SPIPartEmulator)?
  var i2c: (any I2CPartEmulator)?
  var lines: (any LinePartEmulator)?
  var mode: UInt8 = 0
  var clockHertz: UInt32 = 1_000_000
  /// What the input reads where no part drives it.
  var floating: UInt8?
  var firstLine = 0
  var lineCount = 3
  private var now = 0.0

  init(
    spi: (any SPIPartEmulator)? = nil, i2c: (any I2CPartEmulator)? = nil,
    lines: (any LinePartEmulator)? = nil, mode: UInt8 = 0
  ) {
    self.spi = spi
    self.i2c = i2c
    self.lines = lines
    self.mode = mode
  }

  mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    var isSelected = false
    for index in steps.indices {
      let step = steps[index]
      if !isSelected { spi?.select(mode: mode, clockHertz: clockHertz, atMicroseconds: now) }
      isSelected = step.holdsSelect
      for offset in 0..<Int(step.count) {
        let sent = bytes[Int(step.outgoing) + offset]
        let answer = spi?.exchange(sent, atMicroseconds: now) ?? 0xFF
        bytes[Int(step.incoming) + offset] = floating ?? answer
        now += 8e6 / Double(clockHertz)
      }
      if !isSelected { spi?.deselect(atMicroseconds: now) }
    }
  }

  mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    guard let part = i2c else { throw BusFault(.notAcknowledged, device: 0) }
    defer { part.stop(atMicroseconds: now) }
    for index in steps.indices {
      let step = steps[index]
      now += 22.5
      guard step.address == part.address,
        part.start(isRead: step.kind == .i2cRead, atMicroseconds: now)
      else { throw BusFault(.notAcknowledged, device: 0) }
      for offset in 0..<Int(step.count) {
        now += 22.5
        if step.kind == .i2cRead {
          bytes[Int(step.incoming) + offset] = part.read(atMicroseconds: now)
        } else if !part.write(bytes[Int(step.outgoing) + offset], atMicroseconds: now) {
          throw BusFault(.notAcknowledged, device: 0)
        }
      }
    }
  }

  mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault) {
    for line in 0..<lineCount where mask & 1 << UInt64(firstLine + line) != 0 {
      lines?.line(
        line, isHigh: values & 1 << UInt64(firstLine + line) != 0, atMicroseconds: now)
    }
  }

  mutating func pause(microseconds: UInt32) { now += Double(microseconds) }
  mutating func nowMicroseconds() -> UInt64 { UInt64(now) }
}
