import BoardInterface
import BusInterface
import Plan
import Wiring

/// What a trial costs on the buses, known before the first one.
public struct TrialBudget: BitwiseCopyable, Equatable, Sendable {
  /// Requests to the operating system that bring sources, clamps and switches where they belong.
  public var drivingRequests: UInt32 = 0
  /// Requests that read all nodes once.
  public var samplingRequests: UInt32 = 0
  /// Phases of a trial in which the network is driven and read.
  public var phases: UInt32 = 0
  /// Requests of one trial, without those for the elements moved: the same in every trial.
  public var trialRequests: UInt32 = 0
  /// At most this many more: one for each chip whose wipers move.
  public var elementRequests: UInt32 = 0
  /// The time that the bits of a trial take on their buses, without elements; nanoseconds.
  public var busNanoseconds: UInt64 = 0
  /// What the network, the converters and rising selects are waited for; nanoseconds.
  public var pauseNanoseconds: UInt64 = 0
  /// How long a select stays high between two transfers of one message: the kernel's 10 us
  /// (drivers/spi/spi.c, `_spi_transfer_cs_change_delay`).
  public static var selectGapNanoseconds: UInt64 { 10_000 }

  public init() {}

  /// The budget of a plan; `block`: as for `WiredBoard.init`.
  public init(plan: Plan, wiring: Wiring, block: UnsafeMutableRawPointer) {
    var board = unsafe WiredBoard(plan: plan, wiring: wiring, bus: NoBus(), block: block)
    self = board.budget()
  }

  /// SPI: eight clocks a byte. I2C: nine, the address included, and two for start and stop
  /// (NXP UM10204, 3.1).
  fileprivate static func time(
    _ script: borrowing Script, _ wiring: Wiring
  ) -> (bus: UInt64, pause: UInt64) {
    var bus: UInt64 = 0
    var pause: UInt64 = 0
    for index in 0..<script.stepCount {
      guard let step = script.step(index) else { break }
      pause += UInt64(step.waitMicroseconds) * 1_000
      if step.kind == .spi, !step.holdsSelect, let next = script.step(index + 1),
        next.kind == .spi, next.device == step.device
      {
        pause += selectGapNanoseconds
      }
      let clocks: UInt64 =
        switch step.kind {
        case .spi: UInt64(step.count) * 8
        case .i2cWrite, .i2cRead: UInt64(step.count) * 9 + 11
        case .lines, .pause: 0
        }
      guard clocks > 0, Int(step.device) < wiring.deviceCount else { continue }
      bus += clocks * 1_000_000_000 / UInt64(max(wiring.device(Int(step.device)).clockHertz, 1))
    }
    return (bus, pause)
  }
}

extension WiredBoard where B: ~Copyable {
  /// What a trial costs. Nothing is asked of the bus, which need not be open; for a board that has
  /// not been started.
  public mutating func budget() -> TrialBudget {
    setSafeLevels()
    writeSwitches()
    writeLevels()
    writeScan()
    var budget = TrialBudget()
    budget.drivingRequests = UInt32(truncatingIfNeeded: work.requestCount)
    budget.samplingRequests = UInt32(truncatingIfNeeded: scan.requestCount)
    budget.phases = plan.header.nudge == Nudge.symmetric.rawValue ? 3 : 2
    let readings = plan.header.readingsPerSample
    let heartbeat: UInt32 = wiring.header.heartbeatLine == WiringHeader.none ? 0 : 1
    budget.trialRequests =
      budget.phases * (budget.drivingRequests + readings * budget.samplingRequests) + heartbeat
    var last = WiringHeader.none
    for index in 0..<wiring.elementCount {
      let chip = wiring.element(Int(unsafe memory.elementOrder[index])).chip
      if chip != last { budget.elementRequests += 1 }
      last = chip
    }
    let drive = TrialBudget.time(work, wiring)
    let sample = TrialBudget.time(scan, wiring)
    let phases = UInt64(budget.phases)
    budget.busNanoseconds = phases * (drive.bus + UInt64(readings) * sample.bus)
    budget.pauseNanoseconds =
      phases
      * (drive.pause + UInt64(readings) * sample.pause
        + UInt64(plan.step(0).settleMicroseconds) * 1_000)
    return budget
  }
}

/// Buses that nothing is asked of.
public struct NoBus: Bus, ~Copyable {
  public mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {}
  public mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {}
  public mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault) {}
  public mutating func pause(microseconds: UInt32) {}
  public mutating func nowMicroseconds() -> UInt64 { 0 }
}
