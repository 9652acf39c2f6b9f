import BusInterface
import Testing

/// A bus that notes how it was asked, and fails as often as it is told.
private struct NotedBus: Bus, ~Copyable {
  var requests: [String] = []
  var failures = 0
  var paused: UInt32 = 0

  mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    requests.append("spi\(steps[0].device) x\(steps.count)")
    try fail(steps[0].device)
    for index in steps.indices {
      let step = steps[index]
      for offset in 0..<Int(step.count) {
        bytes[Int(step.incoming) + offset] = ~bytes[Int(step.outgoing) + offset]
      }
    }
  }

  mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    requests.append("i2c\(steps[0].device) x\(steps.count)")
    try fail(steps[0].device)
    for index in steps.indices where steps[index].kind == .i2cRead {
      for offset in 0..<Int(steps[index].count) {
        bytes[Int(steps[index].incoming) + offset] = UInt8(truncatingIfNeeded: offset + 1)
      }
    }
  }

  mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault) {
    requests.append("lines \(mask) \(values)")
    try fail(0)
  }

  mutating func pause(microseconds: UInt32) { paused += microseconds }
  mutating func nowMicroseconds() -> UInt64 { 0 }

  private mutating func fail(_ device: UInt16) throws(BusFault) {
    guard failures > 0 else { return }
    failures -= 1
    throw BusFault(.timedOut, device: device, errorNumber: 110)
  }
}

@Suite struct ScriptTests {
  /// The fault that a run ends with; nil: none.
  private func fault(_ script: inout Script, _ bus: inout NotedBus) -> BusFault? {
    do throws(BusFault) { _ = try script.run(on: &bus) } catch { return error }
    return nil
  }

  private func word(_ script: borrowing Script, _ at: UInt32, _ count: Int) -> UInt64 {
    script.word(at: at, count: count)
  }

  /// A script in memory of its own.
  private func withScript(
    steps: Int = 1_200, bytes: Int = 16_384, _ body: (inout Script) throws -> Void
  ) throws {
    let count = Script.byteCount(steps: steps, bytes: bytes)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    defer { unsafe memory.deallocate() }
    var script = unsafe Script(memory: memory, steps: steps, bytes: bytes)
    try body(&script)
  }

  @Test func neighboursOfOneDeviceAreOneRequest() throws {
    try withScript { script in
      script.spi(3, 0x0102, count: 2)
      script.spi(3, 0x03, count: 1)
      script.spi(4, 0x04, count: 1)
      script.i2cWrite(1, address: 0x60, 5, count: 1)
      script.i2cRead(1, address: 0x48, count: 2)
      script.lines(mask: 6, values: 2)
      script.pause(microseconds: 7)
      script.spi(3, 0x05, count: 1)
      let count5 = script.requestCount
      #expect(count5 == 5)
      var bus = NotedBus()
      let made = try script.run(on: &bus)
      #expect(made == 5)
      let asked = bus.requests
      #expect(asked == ["spi3 x2", "spi4 x1", "i2c1 x2", "lines 6 2", "spi3 x1"])
      let paused = bus.paused
      #expect(paused == 7)
    }
  }

  @Test func wordsGoOutHighestByteFirstAndAnswersLieApart() throws {
    try withScript { script in
      let answer = script.spi(0, 0x12_3456, count: 3)
      var bus = NotedBus()
      try script.run(on: &bus)
      #expect(word(script, answer, 3) == 0xED_CBA9)
      // What was sent stands: the script may run again.
      try script.run(on: &bus)
      #expect(word(script, answer, 3) == 0xED_CBA9)
      let read = script.i2cRead(0, address: 1, count: 2)
      try script.run(on: &bus)
      #expect(word(script, read, 2) == 0x0102)
    }
  }

  @Test func limitsOfLinuxSplitRequests() throws {
    try withScript { script in
      for _ in 0..<43 { script.i2cWrite(0, address: 1, 0, count: 1) }
      let count2 = script.requestCount
      #expect(count2 == 2)
    }
    // 32 transfers of up to 128 bytes fill spidev's 4,096.
    try withScript { script in
      for _ in 0..<64 { script.spi(0, 0, count: 3) }
      let count2 = script.requestCount
      #expect(count2 == 2)
      script.spi(0, 0, count: 8)
      let count3 = script.requestCount
      #expect(count3 == 3)
    }
    // A held select keeps a message together.
    try withScript { script in
      for index in 0..<33 { script.spi(0, 0, count: 1, holdsSelect: index == 31) }
      let count1 = script.requestCount
      #expect(count1 == 1)
    }
  }

  @Test func failuresAreRetriedTwiceAndPulsesNever() throws {
    try withScript { script in
      script.spi(2, 1, count: 1)
      var bus = NotedBus()
      bus.failures = 2
      let made = try script.run(on: &bus)
      #expect(made == 3)
      bus.failures = 3
      #expect(fault(&script, &bus) == BusFault(.timedOut, device: 2, errorNumber: 110))
    }
    try withScript { script in
      script.lines(mask: 1, values: 1)
      var bus = NotedBus()
      bus.failures = 1
      #expect(fault(&script, &bus) == BusFault(.timedOut, device: 0, errorNumber: 110))
    }
  }

  @Test func whatDoesNotFitDoesNotRun() throws {
    try withScript(steps: 2, bytes: 64) { script in
      for _ in 0..<3 { script.spi(0, 0, count: 1) }
      var bus = NotedBus()
      #expect(fault(&script, &bus) == BusFault(.outOfRoom, device: 0))
      let asked = bus.requests
      #expect(asked.isEmpty)
      script.removeAll()
      #expect(fault(&script, &bus) == nil)
    }
    try withScript(steps: 9, bytes: 7) { script in
      script.spi(0, 0, count: 4)
      let isOverfull = script.isOverfull
      #expect(isOverfull)
    }
  }
}
