import BoardInterface
import PartEmulators
import Testing
import WiredBoard
import Wiring

@Suite struct DepthTests {
  static let boards = [
    ("bench16-pi", "one-target"), ("bench16-pi", "two-targets"), ("bench32-pi", "two-targets"),
    ("tiny4-pi", "one-target"), ("precision16-pi", "one-target"),
  ]

  /// The whole way through drivers and emulated chips changes not one tap, noise included, and does
  /// nothing that a datasheet forbids.
  @Test(arguments: boards) func bytesLearnWhatTheNetworkLearns(
    _ board: String, _ task: String
  ) throws {
    for seed in UInt64(0)..<3 {
      let run = try DepthRun(board, task, seed: seed)
      let first = try run.atDepth1()
      let (second, system) = try run.atDepth2()
      #expect(first.fault == nil && second.fault == nil)
      #expect(second.taps == first.taps)
      #expect(system.bench.standingTaps == second.taps)
      #expect(system.wires.violations.isEmpty, "\(system.wires.violations.prefix(3))")
      #expect(first.lastError * 100 <= first.firstError)
    }
  }

  @Test func aTrialMakesTheRequestsThatThePlanAnnounces() throws {
    let run = try DepthRun("bench16-pi", "one-target", trials: 40)
    let block = Block(WiredBoard<NoBus>.byteCount(for: run.wiring))
    let budget = unsafe TrialBudget(
      plan: run.plan.plan, wiring: run.wiring, block: block.base)
    // Three phases of a symmetric trial: one transaction, two ADCs; and the heartbeat.
    #expect(budget.drivingRequests == 1 && budget.samplingRequests == 2)
    #expect(budget.trialRequests == 10)
    #expect(budget.elementRequests == 8)
    let (_, system) = try run.atDepth2 { $0.bus.keepsRequests = true }
    var counts: [Int] = []
    var count = 0
    var phases = 0
    for request in system.bus.requests {
      if request.kind == .lines {
        if phases == 3 { counts.append(count) }
        count = 0
        phases = 0
      }
      // Two bytes or four: wipers.
      if request.kind == .spi, request.byteCount == 2 || request.byteCount == 4 { continue }
      if request.kind == .i2cWrite { phases += 1 }
      count += 1
    }
    #expect(counts.count > 20)
    #expect(counts.allSatisfy { $0 == 10 })
  }

  /// Sampling and driving both phases of a one-sided trial in four requests, and bits on the buses
  /// four fifths of the time of a whole run where nothing needs to settle. The rest are the 10 us
  /// that the kernel keeps a select high between two inputs of the ADC.
  @Test func thirtyTwoEdgesTakeFourRequests() throws {
    let run = try DepthRun("bench32-pi", "two-targets")
    let block = Block(WiredBoard<NoBus>.byteCount(for: run.wiring))
    let budget = unsafe TrialBudget(
      plan: run.plan.plan, wiring: run.wiring, block: block.base)
    #expect(2 * (budget.drivingRequests + budget.samplingRequests) == 4)
    let (_, system) = try run.atDepth2()
    let meter = system.meter
    #expect(meter.trials == 200)
    let announced = Double(budget.busNanoseconds) / 1_000 * Double(meter.trials)
    #expect(announced >= 0.8 * meter.microseconds)
    // The rest of the bits are those of elements: 16 a wiper, and as many to read it back.
    let moved = meter.busMicroseconds - announced
    #expect(moved > 0 && moved <= Double(meter.trials) * 32 * 32 / 10)
  }
}
