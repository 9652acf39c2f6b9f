import BusInterface
import PartEmulators
import Testing

/// Counts, times and places of requests, as a bus of that clock must have them.
@Suite struct EmulatedBusTests {
  @Test func everyCallIsOneRequest() throws {
    let four = try FourNodes()
    let bus = four.system.bus
    bus.keepsRequests = true
    _ = try four.codes()
    try four.write(0x60, [0x40, 0, 0])
    _ = try four.read(0x60, 24)
    try four.setLines(mask: 3, values: 1)
    four.pause(500)
    // Four conversions in one message, three bytes each; two lines at once; a pause is none.
    #expect(bus.requestCount == 4)
    #expect(bus.requests.map(\.kind) == [.spi, .i2cWrite, .i2cRead, .lines])
    #expect(bus.requests.map(\.device) == [FourNodes.adc, FourNodes.i2c, FourNodes.i2c, 0])
    #expect(bus.requests.map(\.byteCount) == [12, 3, 24, 0])
  }

  @Test func requestsAreOnlyKeptOnDemand() throws {
    let four = try FourNodes()
    _ = try four.codes()
    #expect(four.system.bus.requests.isEmpty && four.system.bus.requestCount == 1)
  }

  @Test func timeIsBitsOverClockWaitsAndPauses() throws {
    let four = try FourNodes()
    let wires = four.system.wires
    // 24 bits at 1 MHz, twice, each with 7 us behind it; the select is high for 10 us in between.
    _ = try four.exchange(
      FourNodes.adc, [FourNodes.conversion(0), FourNodes.conversion(1)], waitMicroseconds: 7)
    #expect(abs(wires.nowMicroseconds - 72) < 1e-9)
    #expect(abs(wires.busMicroseconds - 48) < 1e-9)
    // 16 bits at 2 MHz.
    _ = try four.exchange(FourNodes.pots[0], [FourNodes.wiperWrite(0, 5)])
    #expect(abs(wires.nowMicroseconds - 80) < 1e-9)
    // Start and stop, the address and three bytes with nine clocks each, at 400 kHz.
    try four.write(0x60, [0x40, 0, 0])
    #expect(abs(wires.nowMicroseconds - 175) < 1e-9)
    four.pause(1_000)
    #expect(four.nowMicroseconds == 1_175)
    #expect(four.system.bus.pausedMicroseconds == 1_000)
    #expect(abs(wires.busMicroseconds - 151) < 1e-9)
    // What the operating system takes for itself, once a request; a pause is none.
    wires.overheadMicroseconds = 20
    try four.setLines(mask: 1, values: 1)
    four.pause(5)
    #expect(four.nowMicroseconds == 1_200)
  }

  /// The network relaxes while the bus pauses: 1 - exp(-t / tau) of the way.
  @Test func theNetworkSettlesWhileTheBusPauses() throws {
    let four = try FourNodes(settling: 100)
    try four.drive(a: 4000, c: 4000, clamp: 0)
    // No current flows: every node goes to the sources' level.
    four.pause(10_000)
    #expect(try four.codes() == [4000, 4000, 4000, 4000])
    try four.drive(a: 0, c: 0, clamp: 0)
    four.pause(100)
    #expect(try four.codes()[0] == Int((4000 * 0.36787944117).rounded()))
    four.pause(200)
    #expect(try four.codes()[0] == Int((4000 * 0.04978706837).rounded()))
  }

  @Test func devicesAreToldApartByBusAndSelect() throws {
    let four = try FourNodes()
    try four.turn([11, 22, 33, 44])
    #expect(four.system.bench.standingTaps == [11, 22, 33, 44])
    func codes(_ chip: Int) -> [UInt16]? {
      (four.system.wires.emulator(chip) as? MCP4x51Emulator)?.codes
    }
    #expect(codes(1) == [22, 11] && codes(2) == [33, 44])
    // Where no chip is, nobody drives the line, and it floats high.
    let nobody = EmulatedWires.Select(bus: 0, select: 9)
    let answer = four.system.wires.exchange(
      nobody, mode: 0, clockHertz: 1_000_000, [EmulatedWires.SPITransfer(bytes: [1, 2])])
    #expect(answer == [[0xFF, 0xFF]])
    // The same select of another bus is another place.
    #expect(four.system.wires.violations.isEmpty)
  }

  @Test func nobodyAcknowledgesAnAddressThatIsNotThere() throws {
    let four = try FourNodes()
    let wanted = BusFault(.notAcknowledged, device: FourNodes.i2c, errorNumber: 121)
    #expect(throws: wanted) { try four.write(0x61, [0x40, 1, 2]) }
    #expect(throws: wanted) { _ = try four.read(0x48, 2) }
    #expect(four.system.bus.requestCount == 2)
    // The chip that is there has heard nothing of it.
    #expect(try four.read(0x60, 3).count == 3)
  }

  /// Active is low on one line and high on the other; both go out in one request.
  @Test func linesFollowTheirFlags() throws {
    let four = try FourNodes()
    let wires = four.system.wires
    // Requested inactive.
    #expect(wires.levels == [true, false])
    #expect(!four.system.bench.isAnyClampHolding)
    try four.setLines(mask: 0b11, values: 0b11)
    #expect(wires.levels == [false, true])
    #expect(four.system.bench.isAnyClampHolding)
    // What is not in the mask stays.
    try four.setLines(mask: 0b10, values: 0b00)
    #expect(wires.levels == [false, false])
    #expect(four.system.bench.isAnyClampHolding)
    try four.setLines(mask: 0b01, values: 0b10)
    #expect(wires.levels == [true, false])
    #expect(!four.system.bench.isAnyClampHolding)
    // By name and physical level, as a kernel's bridge asks.
    wires.setLine(named: "GPIO17", isHigh: false)
    #expect(four.system.bench.isAnyClampHolding)
    wires.setLine(named: "GPIO4", isHigh: true)
    #expect(wires.levels == [false, false])
  }

  /// Every chip's, in one list, with its name and time.
  @Test func violationsOfAllChipsAreCollected() throws {
    let four = try FourNodes()
    four.pause(40)
    // Two bytes of three: the select rises in the middle of a conversion.
    _ = try four.exchange(FourNodes.adc, [[0x06, 0]])
    // Beyond full scale, which is reserved.
    _ = try four.exchange(FourNodes.pots[1], [FourNodes.wiperWrite(0, 0x1FF)])
    let violations = four.system.wires.violations
    #expect(violations.map(\.part) == ["adc", "pot1"])
    #expect(abs((violations.first?.atMicroseconds ?? 0) - 56) < 1e-9)
    #expect(violations.last?.what.contains("above full scale") == true)
  }

  /// A select that is held over two conversions is told from one that rises between them.
  @Test func theSelectRisesUnlessItIsHeld() throws {
    let frames = [FourNodes.conversion(7), FourNodes.conversion(1)]
    let four = try FourNodes()
    _ = try four.exchange(FourNodes.adc, frames)
    #expect(four.system.wires.violations.isEmpty)
    _ = try four.exchange(FourNodes.adc, frames, holdsSelect: true)
    #expect(four.system.wires.violations.map(\.part) == ["adc"])
  }
}
