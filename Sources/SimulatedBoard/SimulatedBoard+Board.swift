import BoardInterface
import FixedPoint

extension SimulatedBoard: Board {
  public mutating func begin(_ moment: Moment) {
    self.moment.begin(moment)
    if moment.trial >= nextFaultTrial { strikeFaults(upTo: moment.trial) }
    if drift.fraction != 0 && drift.move(to: moment.trial) {
      elements.apply(drift)
      refreshElements()
      settling.targetChanged = true
    }
    switch moment.phase {
    case .clamped, .counterclamped: break
    case .free, .evaluateTrain, .evaluateTest, .selfTest:
      settling.discharge()
    }
  }

  public mutating func drive(_ levels: Span<Sample>) {
    var generator = moment.next(.drive)
    unsafe sourceOutputs.convert(
      levels, into: core.sourceVolts.base, noise: noise, generator: &generator)
    core.sourcesChanged = true
    settling.targetChanged = true
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    var generator = moment.next(.clamp)
    unsafe clampOutputs.convert(
      levels, into: core.clampVolts.base, noise: noise, generator: &generator)
    unsafe core.clampConnected.base.update(repeating: true, count: core.clampConnected.count)
    settling.targetChanged = true
  }

  public mutating func release() {
    unsafe core.clampConnected.base.update(repeating: false, count: core.clampConnected.count)
    if anyClampStuck { holdStuckClamps() }
    settling.targetChanged = true
  }

  public mutating func settle(microseconds: UInt32) {
    solveIfNeeded()
    settledMicroseconds &+= UInt64(microseconds)
    if !settling.isInstant { settling.relax(towards: core.nodeVolts, microseconds) }
    noticeCurrents()
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) {
    var generator = moment.next(.sample)
    if settling.isInstant {
      solveIfNeeded()
      unsafe probes.read(
        core.nodeVolts.base, into: &samples, noise: noise, generator: &generator)
    } else {
      unsafe probes.read(
        settling.volts.base, into: &samples, noise: noise, generator: &generator)
    }
  }

  public mutating func turn(_ taps: Span<Int32>) {
    var changed = false
    for number in 0..<min(taps.count, elements.count) {
      let tap = taps[number]
      if unsafe elements.taps.base[number] != tap {
        unsafe elements.taps.base[number] = tap
        unsafe core.elementSiemens.base[number] = elements.siemens(number)
        changed = true
      }
    }
    if changed {
      if !disconnected.isEmpty { takeOutDisconnected() }
      core.conductancesChanged = true
      limits?.conductancesChanged = true
      settling.targetChanged = true
    }
  }

  public mutating func makeSafe() {
    release()
    for (number, source) in model.sources.enumerated() {
      unsafe core.sourceVolts.base[number] = source.safeVolts
    }
    core.sourcesChanged = true
    settling.targetChanged = true
    let standing = elements.taps.values
    let safe = zip(model.elements, standing).map { $0.safeTap.map(Int32.init(_:)) ?? $1 }
    if safe != standing { turn(safe.span) }
  }

  public mutating func nextNotice() -> BoardFault? { notices.next() }

  public mutating func nowMicroseconds() -> UInt64 {
    switch clock {
    case .settling: return settledMicroseconds
    case .host:
      let (seconds, attoseconds) = (ContinuousClock.now - started).components
      return UInt64(max(seconds, 0)) * 1_000_000 + UInt64(max(attoseconds, 0)) / 1_000_000_000_000
    }
  }
}
