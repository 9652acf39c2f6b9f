import BoardInterface
import BusInterface
import FixedPoint
import PartEmulators
import Testing
import WiredBoard
import Wiring

@Suite struct SafetyTests {
  private func run(_ board: inout WiredBoard<EmulatedBus>, _ wired: Wired) throws {
    try wired.turn(&board, to: wired.taps())
    wired.drive(&board, 1 << 18, clamp: true)
    try board.settle(microseconds: 10)
  }

  /// Armed by the first turn, not before; disarmed by the safe state.
  @Test(arguments: Wired.boards) func armedOnlyWhileItRuns(_ name: String) throws {
    let wired = try Wired(name)
    try #require(wired.wiring.header.armLine != WiringHeader.none)
    #expect(!wired.isArmed)
    var board = try wired.started()
    #expect(!wired.isArmed && !wired.system.bench.isAnyClampHolding)
    try run(&board, wired)
    #expect(wired.isArmed && wired.system.bench.isAnyClampHolding)
    #expect(wired.system.bench.standingSources.allSatisfy { $0.raw > 0 })
    board.makeSafe()
    #expect(!wired.isArmed && !wired.system.bench.isAnyClampHolding && board.unsafeChips == 0)
    let safe = wired.system.bench.standingSources.map(\.raw)
    for (index, raw) in safe.enumerated() {
      #expect(abs(raw - wired.plan.plan.source(index).safeLevel) <= 1 << 9, "\(index)")
    }
    #expect(wired.system.wires.violations.isEmpty)
  }

  /// What one chip does not take keeps no other from its safe state.
  @Test func aDeadBusKeepsNoOtherChipFromSafety() throws {
    let wired = try Wired("tiny4-pi")
    var board = try wired.started()
    try run(&board, wired)
    // The disarming itself fails, with every repetition; it is made once.
    wired.system.bus.fault = BusFaultPlan(
      request: wired.system.bus.requestCount, kind: .errorReturn)
    board.makeSafe()
    #expect(board.unsafeChips == 1)
    #expect(!wired.system.bench.isAnyClampHolding)
    #expect(wired.system.bench.standingSources.allSatisfy { $0.raw <= 1 << 9 })
  }

  @Test func theHeartbeatChangesOncePerTrial() throws {
    let wired = try Wired("bench16-pi")
    var board = try wired.started()
    var last = wired.isBeating
    for trial in UInt64(0)..<5 {
      try board.begin(Moment(trial: trial, example: 0, phase: .free))
      #expect(wired.isBeating != last)
      last = wired.isBeating
      try board.begin(Moment(trial: trial, example: 0, phase: .clamped))
      try board.begin(Moment(trial: trial, example: 0, phase: .evaluateTrain))
      #expect(wired.isBeating == last)
    }
  }

  /// A fault of a bus names its device and what it said.
  @Test func aBusFaultNamesItsDevice() throws {
    let wired = try Wired("bench16-pi")
    var board = try wired.started()
    wired.system.bus.fault = BusFaultPlan(
      request: wired.system.bus.requestCount, kind: .timeout, lasts: true)
    wired.drive(&board, 0, clamp: false)
    do {
      try board.settle(microseconds: 0)
      Issue.record("no fault")
    } catch {
      #expect(error.kind == .busFailed)
      let device = wired.wiring.device(Int(error.channel))
      // Sources, clamps and switches of this board are on the I2C bus.
      #expect(device.kind == PartNumber.Connection.i2c.rawValue)
      #expect(error.detail & 0xFFFF == 110, "ETIMEDOUT")
      #expect(board.lastBusFault?.kind == .timedOut)
    }
    // Three times, and no more.
    #expect(wired.system.bus.struck == 3)
  }
}
