import BoardInterface

/// The faults of one board that have taken effect so far.
struct FaultEffects {
  /// In the order in which they strike.
  private let pending: [FaultInjection]
  private var struck = 0

  private(set) var openElements: Set<Int> = []
  private(set) var shortedElements: Set<Int> = []
  private(set) var stuckElements: Set<Int> = []
  private(set) var probes: [(node: Int, kind: BoardFault.Kind)] = []
  private(set) var stuckClamps: Set<Int> = []
  /// Volts added by each source's fault.
  private(set) var sourceOffsetVolts: [Int: Double] = [:]

  init(_ injections: [FaultInjection]) {
    pending = injections.enumerated()
      .sorted { ($0.element.atTrial, $0.offset) < ($1.element.atTrial, $1.offset) }
      .map(\.element)
  }

  /// The trial of the next fault; the largest number where there is none left.
  var nextTrial: UInt64 { struck < pending.count ? pending[struck].atTrial : .max }

  /// Lets every fault up to `trial` take effect, and returns those that are new.
  mutating func strike(upTo trial: UInt64) -> [FaultInjection] {
    let first = struck
    while struck < pending.count && pending[struck].atTrial <= trial {
      apply(pending[struck])
      struck += 1
    }
    return Array(pending[first..<struck])
  }

  private mutating func apply(_ fault: FaultInjection) {
    switch fault.kind {
    case .elementOpen: openElements.insert(fault.channel)
    case .elementShorted: shortedElements.insert(fault.channel)
    case .elementStuck: stuckElements.insert(fault.channel)
    case .probeStuck, .probeSaturated, .probeDisconnected:
      probes.append((fault.channel, fault.kind))
    case .clampStuck: stuckClamps.insert(fault.channel)
    case .sourceOff: sourceOffsetVolts[fault.channel] = 1
    case .elementOverCurrent, .transcriptEnded, .busFailed, .chipSilent, .otherNetwork: break
    }
  }

  /// The conductance of a broken element; nil: it works. Open wins over shorted.
  func siemens(ofElement number: Int, curve: ElementCurve, startTap: Int) -> Double? {
    if openElements.contains(number) { return 0 }
    if shortedElements.contains(number) { return 1 / ElementCurve.ohmsMin }
    if stuckElements.contains(number) { return curve.siemens(at: startTap) }
    return nil
  }
}
