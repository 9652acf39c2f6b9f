import Foundation
import PartEmulators
import Plan
import SimulatedBoard
import Wiring

/// The process that answers every request of the guest's buses from the part emulators and the
/// simulated network, on a thread of its own.
final class ModelServer: @unchecked Sendable {
  private let stream: UnixStream
  private let lock = NSLock()
  private let ready = DispatchSemaphore(value: 0)
  // Guarded by the lock.
  private var system: EmulatedSystem?
  private var requestCount = 0
  private var traces: [[UInt8]] = []
  private var keepsTraces = false
  private var fault: BusFaultPlan?
  private var killAt: Int?
  private var onKill: (@Sendable () -> Void)?
  private var lastAnswers: [String: [UInt8]] = [:]
  private var struck = 0

  init(path: String) throws {
    stream = try UnixStream(path: path, seconds: 20)
    let thread = Thread { [self] in serve() }
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Waits for the guest's greeting.
  func waitForHello(seconds: Double) throws {
    guard ready.wait(timeout: .now() + seconds) == .success else {
      throw UnixStream.Failure(description: "the guest's bus bridge does not greet")
    }
  }

  /// What a session is about to be answered by, and with which faults.
  struct Session {
    var system: EmulatedSystem
    var keepsTraces = false
    var fault: BusFaultPlan?
    /// The request before whose answer `onKill` is called.
    var killAt: Int?
    var onKill: (@Sendable () -> Void)?
  }

  func begin(_ session: Session) {
    lock.withLock {
      system = session.system
      keepsTraces = session.keepsTraces
      fault = session.fault
      killAt = session.killAt
      onKill = session.onKill
      requestCount = 0
      struck = 0
      traces = []
      lastAnswers = [:]
    }
  }

  /// Takes the fault away, as a repair does; chips keep their states.
  func repair() {
    lock.withLock {
      fault = nil; killAt = nil
    }
  }

  struct Account {
    var requests: Int
    var traces: [[UInt8]]
    var violations: [Violation]
    var struck: Int
    var taps: [Int32]
    var isAnyClampHolding: Bool
    var sources: [Int32]
    /// Physical levels of the wiring's lines.
    var lines: [Bool]
  }

  func account() -> Account {
    lock.withLock {
      Account(
        requests: requestCount, traces: traces,
        violations: system?.wires.violations ?? [], struck: struck,
        taps: system?.bench.standingTaps ?? [],
        isAnyClampHolding: system?.bench.isAnyClampHolding ?? false,
        sources: system?.bench.standingSources.map(\.raw) ?? [],
        lines: system?.wires.levels ?? [])
    }
  }

  func end() { stream.shutDown() }

  private func serve() {
    while true {
      guard let request = try? BusRequest(from: stream) else { return }
      if case .hello = request.body {
        ready.signal()
        continue
      }
      lock.lock()
      let (answer, call) = answer(to: request)
      lock.unlock()
      call?()
      guard request.wantsAnswer else { continue }
      guard (try? stream.write(answer.record(for: request.sequence))) != nil else { return }
    }
  }

  /// The answer, and what to do before it is given.
  private func answer(to request: BusRequest) -> (BusAnswer, (@Sendable () -> Void)?) {
    var call: (@Sendable () -> Void)?
    if requestCount == killAt { call = onKill }
    defer { if request.wantsAnswer { requestCount += 1 } }
    if keepsTraces, request.wantsAnswer { traces.append(request.trace) }
    guard let system else { return (BusAnswer(status: -6), call) }
    var kind: BusFaultPlan.Kind?
    if request.wantsAnswer, let fault,
      fault.lasts ? requestCount >= fault.request : requestCount == fault.request
    {
      kind = fault.kind
      struck += 1
    }
    switch kind {
    case .errorReturn: return (BusAnswer(status: -5), call)
    case .timeout: return (BusAnswer(status: -110), call)
    default: break
    }
    return (carryOut(request, on: system, kind), call)
  }

  private func carryOut(
    _ request: BusRequest, on system: EmulatedSystem, _ kind: BusFaultPlan.Kind?
  ) -> BusAnswer {
    switch request.body {
    case .hello, .other: return BusAnswer()
    case .getLines:
      var answer = BusAnswer()
      answer.bytes = [UInt8](repeating: 0, count: 8)
      return answer
    case .lines(let mask, let values):
      if kind == nil || kind == .staleData || kind == .stuckBit {
        for line in 0..<64 where mask >> UInt64(line) & 1 != 0 {
          system.wires.setLine(named: "GPIO\(line)", isHigh: values >> UInt64(line) & 1 != 0)
        }
      }
      return BusAnswer()
    case .spi(let bus, let select, let mode, let clock, var transfers):
      if kind == .shortTransfer { transfers.removeLast(transfers.count - transfers.count / 2) }
      let place = EmulatedWires.Select(bus: bus, select: select)
      let answers =
        kind == .silentNoOp
        ? transfers.map { $0.bytes.map { _ in UInt8(0) } }
        : system.wires.exchange(place, mode: mode, clockHertz: clock, transfers)
      let bytes = answers.flatMap { $0 }
      if kind == .shortTransfer {
        return BusAnswer(status: 1, transferred: UInt32(bytes.count), bytes: bytes)
      }
      return BusAnswer(bytes: spoil(bytes, "spi\(bus).\(select)", kind))
    case .i2c(let bus, var messages):
      if kind == .shortTransfer { messages.removeLast(messages.count - messages.count / 2) }
      var answers = messages.map { [UInt8](repeating: 0, count: $0.readCount) }
      if kind != .silentNoOp {
        guard
          let given = system.wires.transact(bus: bus, clockHertz: 100_000, messages)
        else { return BusAnswer(status: -121) }
        answers = given
      }
      let bytes = answers.flatMap { $0 }
      if kind == .shortTransfer {
        return BusAnswer(status: 1, transferred: UInt32(messages.count), bytes: bytes)
      }
      return BusAnswer(bytes: spoil(bytes, "i2c\(bus)", kind))
    }
  }

  private func spoil(_ bytes: [UInt8], _ device: String, _ kind: BusFaultPlan.Kind?) -> [UInt8] {
    let before = lastAnswers[device]
    lastAnswers[device] = bytes
    switch kind {
    case .silentNoOp: return bytes.map { _ in 0 }
    case .stuckBit: return bytes.map { $0 | 0x08 }
    case .staleData:
      guard let before, before.count == bytes.count else { return bytes.map { _ in 0 } }
      return before
    default: return bytes
    }
  }
}
