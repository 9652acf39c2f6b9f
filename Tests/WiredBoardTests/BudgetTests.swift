import BoardInterface
import FixedPoint
import PartEmulators
import Plan
import Testing
import WiredBoard
import Wiring

/// What is announced is what the bus sees.
@Suite struct BudgetTests {
  @Test(arguments: Wired.boards) func aPhaseCostsWhatIsAnnounced(_ name: String) throws {
    let wired = try Wired(name)
    let budget = wired.budget
    var board = try wired.started()
    try wired.turn(&board, to: wired.taps())
    var samples = Array(repeating: Sample(raw: 0), count: wired.wiring.nodeCount)
    let plan = wired.plan.plan
    // Whether levels move or not, whether clamps hold or not.
    for raw in [Int32(0), 1 << 18, 1 << 18] {
      for isClamped in [false, true] {
        let busBefore = wired.system.wires.busMicroseconds
        var mark = wired.mark
        wired.drive(&board, raw, clamp: isClamped)
        try board.settle(microseconds: 100)
        #expect(wired.mark - mark == Int(budget.drivingRequests))
        mark = wired.mark
        var span = samples.mutableSpan
        try board.sample(into: &span)
        #expect(wired.mark - mark == Int(budget.samplingRequests))
        let time = (wired.system.wires.busMicroseconds - busBefore) * 1_000
        let announced =
          Double(budget.busNanoseconds) / Double(budget.phases)
          / Double(plan.header.readingsPerSample)
        // The announcement rounds each step down to nanoseconds.
        #expect(abs(time - announced) <= 100, "\(time) and \(announced)")
      }
    }
    #expect(
      budget.trialRequests == budget.phases * (budget.drivingRequests + budget.samplingRequests)
        + (wired.wiring.header.heartbeatLine == WiringHeader.none ? 0 : 1))
  }

  /// One request a chip, at most; the wipers that stand are left alone.
  @Test(arguments: ["bench16-pi", "bench32-pi", "precision16-pi"])
  func movedChipsTakeARequestEach(_ name: String) throws {
    let wired = try Wired(name)
    var board = try wired.started()
    try wired.turn(&board, to: wired.taps())
    var mark = wired.mark
    try wired.turn(&board, to: wired.taps(1))
    let all = wired.requests(since: mark)
    #expect(all.count == Int(wired.budget.elementRequests))
    #expect(wired.system.bench.standingTaps == wired.taps(1))
    mark = wired.mark
    try wired.turn(&board, to: wired.taps(1))
    let none = wired.requests(since: mark)
    #expect(none.isEmpty)
    var one = wired.taps(1)
    one[5] += 1
    mark = wired.mark
    try wired.turn(&board, to: one)
    let single = wired.requests(since: mark)
    #expect(single.count == 1 && wired.system.bench.standingTaps == one)
    #expect(wired.system.wires.violations.isEmpty)
  }

  /// 10 us for each select that rises within a message, and the network's own time.
  @Test func waitingIsAnnounced() throws {
    let wired = try Wired("bench32-pi")
    let budget = wired.budget
    let settle = UInt64(wired.plan.plan.step(0).settleMicroseconds) * 1_000
    // Eighteen frames for sixteen inputs of the ADS7953: seventeen gaps a scan.
    #expect(budget.pauseNanoseconds == UInt64(budget.phases) * (17 * 10_000 + settle))
  }
}
