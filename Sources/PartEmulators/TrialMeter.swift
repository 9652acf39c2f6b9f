import BoardInterface

/// How long trials take on emulated wires, and how much of it bits move in: what a plan announces
/// can be held against it. Evaluations and self-tests do not count.
public final class TrialMeter {
  private let wires: EmulatedWires
  private var last: (moment: Moment, now: Double, bus: Double, requests: Int)?
  private let bus: EmulatedBusState

  public private(set) var trials: UInt64 = 0
  /// All of the trials' time, without what the network was given to settle.
  public private(set) var microseconds = 0.0
  /// The part in which bits moved, those for elements included.
  public private(set) var busMicroseconds = 0.0
  public private(set) var requests = 0

  init(wires: EmulatedWires, bus: EmulatedBusState) {
    self.wires = wires
    self.bus = bus
  }

  /// Bits' share of the time; 0 before the first trial.
  public var busShare: Double { microseconds > 0 ? busMicroseconds / microseconds : 0 }

  /// A moment begins, and what came before belongs to the last one.
  func begin(_ moment: Moment) {
    close()
    last = (moment, wires.nowMicroseconds, wires.busMicroseconds, bus.requestCount)
    if moment.phase == .free { trials += 1 }
  }

  func settle(microseconds: UInt32) {
    guard isInTrial else { return }
    self.microseconds -= Double(microseconds)
  }

  /// The last moment is over.
  public func close() {
    guard let begun = last else { return }
    defer { last = nil }
    guard isInTrial else { return }
    microseconds += wires.nowMicroseconds - begun.now
    busMicroseconds += wires.busMicroseconds - begun.bus
    requests += bus.requestCount - begun.requests
  }

  private var isInTrial: Bool {
    switch last?.moment.phase {
    case .free, .clamped, .counterclamped: true
    case .evaluateTrain, .evaluateTest, .selfTest, nil: false
    }
  }
}
