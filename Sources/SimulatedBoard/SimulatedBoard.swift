import BoardInterface
import FixedPoint

/// A board whose network is solved instead of measured: the physics of a ``BoardModel`` behind its
/// converters, with its imperfections and faults.
///
/// What a trial sees depends on the model, the injected faults, the moments announced, and what was
/// driven, clamped and turned since the trial began, and on nothing earlier: noise is drawn anew at
/// every ``begin(_:)``, and every moment but the clamped ones discharges the network to 0 V first.
/// A resumed run is therefore bit for bit the uninterrupted one. After construction a trial
/// allocates nothing, except where a fault strikes.
@safe
public struct SimulatedBoard: ~Copyable {
  public let model: BoardModel
  var core: NetworkCore
  var elements: ElementBank
  let sourceOutputs: OutputBank
  let clampOutputs: OutputBank
  var probes: ProbeBank
  let noise = GaussianNoise()
  var moment: MomentNoise
  var settling: Settling
  var limits: CurrentLimits?
  var drift: Drift
  var effects: FaultEffects
  var nextFaultTrial: UInt64
  var anyClampStuck = false
  /// Elements without contact at their terminals (`disconnect(_:)`).
  var disconnected: Set<Int> = []
  var notices: NoticeQueue
  let clock: BoardClock
  let started = ContinuousClock.now
  var settledMicroseconds: UInt64 = 0

  /// - Parameters:
  ///   - model: what is simulated.
  ///   - faults: what breaks, and when; a channel out of range is an error.
  ///   - solver: `automatic` but in tests.
  ///   - clock: what `nowMicroseconds` counts.
  public init(
    _ model: BoardModel, faults: [FaultInjection] = [], solver: SolverKind = .automatic,
    clock: BoardClock = .host
  ) throws(BoardModelError) {
    try model.check()
    try model.check(faults)
    var core = try NetworkCore(model, solver: solver)
    for (number, curve) in model.elementCurves().enumerated() {
      unsafe core.elementSiemens.base[number] =
        curve.siemens(at: model.elements[number].startTap)
    }
    if !core.solve() { throw .unsolvable }
    self.init(checked: model, faults: faults, core: core, clock: clock)
  }

  private init(
    checked model: BoardModel, faults: [FaultInjection], core: consuming NetworkCore,
    clock: BoardClock
  ) {
    self.core = core
    self.model = model
    self.clock = clock
    elements = ElementBank(model)
    var supply = RandomStream.supply.generator(seed: model.seed)
    sourceOutputs = OutputBank(
      model.sources.map(\.converter), stream: .sourceErrors, seed: model.seed,
      fullScaleVolts: model.fullScaleVolts,
      supplyFactor: 1 + model.supplyErrorFraction * supply.nextGaussian())
    clampOutputs = OutputBank(
      model.clamps.map(\.converter), stream: .clampErrors, seed: model.seed,
      fullScaleVolts: model.fullScaleVolts, supplyFactor: 1)
    probes = ProbeBank(model)
    moment = MomentNoise(seed: model.seed)
    settling = Settling(model)
    limits = CurrentLimits(model)
    drift = Drift(model)
    effects = FaultEffects(faults)
    nextFaultTrial = effects.nextTrial
    notices = NoticeQueue(capacity: model.elements.count + faults.count)
    drawLeakage()
    elements.apply(drift)
    refreshElements()
  }

  /// Each probe draws a constant current of its own.
  private func drawLeakage() {
    for node in model.nodes.indices {
      var generator = RandomStream.probeLeakage.generator(seed: model.seed, channel: node)
      unsafe core.strayAmperes.base[node] =
        -model.probes.leakageAmperes * generator.nextGaussian()
    }
  }

  /// Takes every element's conductance anew.
  mutating func refreshElements() {
    for number in 0..<elements.count {
      unsafe core.elementSiemens.base[number] = elements.siemens(number)
    }
    takeOutDisconnected()
    core.conductancesChanged = true
    limits?.conductancesChanged = true
  }

  /// Brings the voltages up to date where they follow at once.
  @inline(__always)
  mutating func solveIfNeeded() {
    if settling.targetChanged {
      core.solve()
      settling.targetChanged = false
    }
  }
}
