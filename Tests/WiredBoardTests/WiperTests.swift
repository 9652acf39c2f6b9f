import BoardInterface
import FixedPoint
import PartEmulators
import Testing
import WiredBoard
import Wiring

@Suite struct WiperTests {
  /// Nobody knows where a pulsed part stands: it goes against its rail first, from wherever it is.
  @Test func partsWithoutReadBackAreHomed() throws {
    let wired = try Wired("tiny4-pi")
    let element = try #require(
      (0..<wired.wiring.elementCount).first {
        wired.wiring.part(Int(wired.wiring.element($0).chip)) == .x9c
      })
    let chip = Int(wired.wiring.element(element).chip)
    let emulator = try #require(wired.system.wires.emulator(chip) as? X9CEmulator)
    var board = try wired.started()
    #expect(emulator.pulseCount >= 99, "as many as bring it home from its other rail")
    try wired.turn(&board, to: wired.taps())
    #expect(Int32(emulator.codes[0]) == wired.taps()[element])
    // From here on the shadow is trusted: exactly as many pulses as codes.
    let before = emulator.pulseCount
    var taps = wired.taps()
    taps[element] += 3
    try wired.turn(&board, to: taps)
    #expect(emulator.pulseCount - before == 3 && Int32(emulator.codes[0]) == taps[element])
    #expect(emulator.storeCount == 0 && wired.system.wires.violations.isEmpty)
  }

  /// Read back every hundred trials; a wiper that does not follow is noted once, by its element.
  @Test func aWiperThatDoesNotFollowIsNoted() throws {
    let wired = try Wired("bench16-pi")
    var board = try wired.started()
    try wired.turn(&board, to: wired.taps())
    let stuck = try #require(try wired.wiper(7))
    stuck.chip.stuckWipers = [stuck.number]
    try wired.turn(&board, to: wired.taps(4))
    let every = UInt64(wired.wiring.header.verifyEvery)
    try board.begin(Moment(trial: every - 1, example: 0, phase: .free))
    #expect(board.nextNotice() == nil)
    try board.begin(Moment(trial: every, example: 0, phase: .free))
    let notice = board.nextNotice()
    #expect(notice?.kind == .elementStuck && notice?.channel == 7)
    #expect(board.nextNotice() == nil)
    try board.begin(Moment(trial: 2 * every, example: 0, phase: .free))
    #expect(board.nextNotice() == nil, "once")
  }

  /// One that something else moved is brought back, and nothing is noted.
  @Test func aWiperThatWasMovedIsBroughtBack() throws {
    let wired = try Wired("bench16-pi")
    var board = try wired.started()
    try wired.turn(&board, to: wired.taps())
    let moved = try #require(try wired.wiper(2))
    moved.chip.powerOn(atMicroseconds: 0)
    let powerUp = moved.chip.codes[moved.number]
    try #require(Int32(powerUp) != wired.taps()[2])
    try board.begin(
      Moment(trial: UInt64(wired.wiring.header.verifyEvery), example: 0, phase: .free))
    #expect(Int32(moved.chip.codes[moved.number]) == wired.taps()[2])
    #expect(board.nextNotice() == nil)
  }

  /// A chip that could not be written is written again, others are not.
  @Test func whatFailedIsUnknownAndWrittenAgain() throws {
    let wired = try Wired("bench16-pi")
    var board = try wired.started()
    try wired.turn(&board, to: wired.taps())
    // The second chip's request, and its repetitions.
    wired.system.bus.fault = BusFaultPlan(
      request: wired.system.bus.requestCount + 1, kind: .errorReturn, lasts: true)
    do {
      try wired.turn(&board, to: wired.taps(2))
      Issue.record("no fault")
    } catch {}
    wired.system.bus.fault = nil
    let mark = wired.mark
    try wired.turn(&board, to: wired.taps(2))
    let again = wired.requests(since: mark)
    #expect(again.count == Int(wired.budget.elementRequests) - 1)
    #expect(wired.system.bench.standingTaps == wired.taps(2))
  }
}
