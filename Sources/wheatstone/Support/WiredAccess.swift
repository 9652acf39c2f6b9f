import BoardInterface
import LinuxBoard
import PartEmulators
import Plan
import PlanImage
import SimulatedBoard
import WiredBoard
import Wiring

/// A board of chips by its plan: emulated ones, or those on this computer's buses.
struct WiredAccess {
  let plan: PlanMemory
  let wiring: Wiring

  /// `board` is its name, for messages.
  init(_ plan: PlanMemory, board: String) throws {
    guard plan.plan.wiringCount > 0 else {
      throw Failure.end(
        .badFile, "error: \(board) has no 'hardware' in its board file: it has no chips")
    }
    do {
      wiring = unsafe try Wiring(checking: plan.plan.wiring)
      try wiring.check(against: plan.plan)
    } catch {
      throw Failure.end(.badFile, "error: the compiled wiring is refused: \(error)")
    }
    guard wiring.isWired else {
      throw Failure.end(
        .badFile, "error: \(board) has no 'hardware' in its board file: it has no chips")
    }
    self.plan = plan
  }

  /// What a trial costs, announced.
  func budget() -> TrialBudget {
    let arena = Arena(byteCount: WiredBoard<NoBus>.byteCount(for: wiring))
    defer { withExtendedLifetime(arena) {} }
    return unsafe TrialBudget(plan: plan.plan, wiring: wiring, block: arena.base)
  }

  /// Hands over the board behind emulated chips; what they were done that is forbidden is reported.
  func withEmulated<Result>(
    _ model: BoardModel, faults: [FaultInjection],
    _ body: (consuming AnnouncedBoard<WiredBoard<EmulatedBus>>) throws -> Result
  ) throws -> (result: Result, report: BusReport) {
    let system = try Failure.reportingFiles {
      try EmulatedSystem(model, wiring: wiring, faults: faults)
    }
    let arena = Arena(byteCount: WiredBoard<EmulatedBus>.byteCount(for: wiring))
    var wired = unsafe WiredBoard(
      plan: plan.plan, wiring: wiring, bus: EmulatedBus(system.bus), block: arena.base)
    do { try wired.start() } catch { throw Self.refusal(error) }
    let result = try body(AnnouncedBoard(wired, bench: system.bench, meter: system.meter))
    for violation in system.wires.violations.prefix(10) {
      Failure.report("violation: \(violation)")
    }
    return (result, BusReport(budget(), meter: system.meter))
  }

  /// Hands over the board on this computer's buses, which `body` leaves in its safe state.
  func withHardware<Result>(
    _ body: (consuming WiredBoard<LinuxBus>) throws -> Result
  ) throws -> Result {
    let memory = Arena(
      byteCount: LinuxBus.byteCount(devices: wiring.deviceCount, lines: wiring.lineCount))
    let arena = Arena(byteCount: WiredBoard<LinuxBus>.byteCount(for: wiring))
    var bus = unsafe LinuxBus(memory: memory.base, wiring: wiring)
    do throws(OpenError) { try bus.open(wiring) } catch {
      var text = TextOfError()
      unsafe error.describe(asked: error.asked(wiring), into: &text)
      throw Failure.end(.inputOutput, "error: \(text.text)")
    }
    var board = unsafe WiredBoard(
      plan: plan.plan, wiring: wiring, bus: bus, block: arena.base)
    do { try board.start() } catch {
      board.makeSafe()
      throw Self.refusal(error)
    }
    return try body(board)
  }

  private static func refusal(_ fault: BoardFault) -> any Error {
    Failure.end(
      .boardFault,
      "error: the board does not start: \(fault.kind.word) \(fault.channel) (detail "
        + "\(fault.detail)); see docs/device.md, and `wheatstone doctor BOARD`")
  }
}

/// A message that is put together piece by piece.
private struct TextOfError: TextSink {
  var text = ""
  mutating func append(_ text: StaticString) { self.text += "\(text)" }
  mutating func append(_ number: UInt64) { text += "\(number)" }
  mutating func append(_ text: UnsafeRawBufferPointer) {
    self.text += String(decoding: unsafe Array(text), as: UTF8.self)
  }
}
