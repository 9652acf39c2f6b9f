import BusInterface
import PartEmulators
import Testing

/// What each fault does to the one request that it strikes, and to those around it.
@Suite struct BusFaultPlanTests {
  private let write = [FourNodes.wiperWrite(0, 9)]

  private func four(_ kind: BusFaultPlan.Kind, at request: Int, lasts: Bool = false) throws
    -> FourNodes
  {
    let four = try FourNodes()
    four.system.bus.fault = BusFaultPlan(request: request, kind: kind, lasts: lasts)
    return four
  }

  private func wipers(_ four: FourNodes) -> [Int32] { four.system.bench.standingTaps }

  @Test func anErrorComesOnceAndNothingHappens() throws {
    let four = try four(.errorReturn, at: 1)
    let pot = FourNodes.pots[0]
    _ = try four.exchange(pot, [FourNodes.wiperWrite(0, 7)])
    #expect(throws: BusFault(.failed, device: pot, errorNumber: 5)) {
      _ = try four.exchange(pot, write)
    }
    #expect(wipers(four) == [128, 7, 128, 128])
    _ = try four.exchange(pot, write)
    #expect(wipers(four) == [128, 9, 128, 128])
    #expect(four.system.bus.struck == 1 && four.system.bus.requestCount == 3)
  }

  @Test func anErrorHasItsNumber() throws {
    let four = try FourNodes()
    var fault = BusFaultPlan(request: 0, kind: .errorReturn)
    fault.errorNumber = 108
    four.system.bus.fault = fault
    #expect(throws: BusFault(.failed, device: FourNodes.i2c, errorNumber: 108)) {
      try four.write(0x60, [0x40, 1, 2])
    }
  }

  @Test func aTimeoutThatLastsStrikesEveryKindOfRequest() throws {
    let four = try four(.timeout, at: 1, lasts: true)
    _ = try four.codes()
    let pot = FourNodes.pots[1]
    #expect(throws: BusFault(.timedOut, device: pot, errorNumber: 110)) {
      _ = try four.exchange(pot, write)
    }
    #expect(throws: BusFault(.timedOut, device: FourNodes.i2c, errorNumber: 110)) {
      _ = try four.read(0x60, 3)
    }
    #expect(throws: BusFault(.timedOut, device: 1, errorNumber: 110)) {
      try four.setLines(mask: 2, values: 2)
    }
    #expect(wipers(four) == [128, 128, 128, 128] && four.system.wires.levels == [true, false])
    #expect(four.system.bus.struck == 3)
  }

  @Test func aShortTransferDoesItsFirstPart() throws {
    let four = try four(.shortTransfer, at: 0)
    let pot = FourNodes.pots[0]
    #expect(throws: BusFault(.cutShort, device: pot)) {
      _ = try four.exchange(pot, [FourNodes.wiperWrite(0, 9), FourNodes.wiperWrite(1, 8)])
    }
    #expect(wipers(four) == [128, 9, 128, 128])
  }

  @Test func aSilentLossDoesNothingAndSaysNothing() throws {
    let four = try four(.silentNoOp, at: 0, lasts: true)
    #expect(try four.exchange(FourNodes.pots[0], write) == [[0, 0]])
    #expect(try four.read(0x60, 3) == [0, 0, 0])
    try four.write(0x60, [0x40, 0x0F, 0xFF])
    try four.clamp(true)
    #expect(wipers(four) == [128, 128, 128, 128])
    #expect(!four.system.bench.isAnyClampHolding)
    #expect(four.system.bench.standingSources.allSatisfy { $0.raw == 0x800 << 8 })
    #expect(four.system.wires.busMicroseconds == 0)
  }

  /// The device's own request before, not that of another in between.
  @Test func staleDataAreThoseOfTheRequestBefore() throws {
    // Three writes, a scan, a write, and the scan that is struck.
    let four = try four(.staleData, at: 5)
    try four.drive(a: 900, c: 900, clamp: 0)
    #expect(try four.codes() == [900, 900, 900, 900])
    try four.write(0x60, [0x44, 0x0F, 0xA0])
    #expect(try four.codes() == [900, 900, 900, 900])
    #expect(four.system.bus.struck == 1 && four.system.bus.requestCount == 6)
    // The next answer is the present one.
    #expect(try four.codes()[0] > 3_900)
  }

  @Test func staleDataOfAnotherLengthAreZeros() throws {
    let four = try four(.staleData, at: 1)
    _ = try four.read(0x60, 6)
    #expect(try four.read(0x60, 3) == [0, 0, 0])
    #expect(try four.read(0x60, 3) != [0, 0, 0])
  }

  @Test func aStuckBitStandsInEveryReceivedByte() throws {
    let four = try FourNodes()
    let sound = try four.read(0x60, 24)
    for bit in UInt8(0)..<8 {
      for isHigh in [false, true] {
        var fault = BusFaultPlan(request: four.system.bus.requestCount, kind: .stuckBit)
        fault.bit = bit
        fault.isBitHigh = isHigh
        four.system.bus.fault = fault
        let mask = UInt8(1) << bit
        #expect(try four.read(0x60, 24) == sound.map { isHigh ? $0 | mask : $0 & ~mask })
        #expect(try four.read(0x60, 24) == sound)
      }
    }
    // Unless it is said: bit 3, high.
    four.system.bus.fault = BusFaultPlan(request: four.system.bus.requestCount, kind: .stuckBit)
    #expect(try four.read(0x60, 24) == sound.map { $0 | 8 })
  }

  /// What is sent is not touched: the chip does what it was told.
  @Test func aStuckBitIsOnTheWayBack() throws {
    let four = try four(.stuckBit, at: 0)
    _ = try four.exchange(FourNodes.pots[0], [FourNodes.wiperWrite(0, 0)])
    #expect(wipers(four) == [128, 0, 128, 128])
  }
}
