internal import Plan
internal import SimulatedBoard

extension TaskReader {
  func readSettings() -> TaskSettings {
    let full = board.model.fullScaleVolts
    var settings = TaskSettings()
    settings.rule = map.choice(
      "rule", [("proportional", .proportional), ("sign", .sign)], or: .proportional)
    settings.nudge = map.choice(
      "nudge", [("one-sided", .oneSided), ("symmetric", .symmetric)], or: .oneSided)
    settings.order = map.choice(
      "order", [("cyclic", .cyclic), ("shuffled", .shuffled)],
      or: kind == .allostery ? .cyclic : .shuffled)
    settings.readings = map.integer("readings", 1...256, or: 1)
    settings.batch = map.integer("batch", 1...Int(Plan.summandLimit), or: 1)
    settings.updateProbability = map.number("updateProbability", 1.0 / 256...1, or: 1)
    if let hinge = map.map("hinge", keys: ["marginVolts"]) {
      settings.hingeMarginVolts = hinge.number("marginVolts", 0...2 * full, or: 0)
    }
    if let overclamp = map.map("overclamp", keys: ["power", "scaleVolts"]) {
      let power = overclamp.number("power", 0...2, or: 1)
      let quarters = (power * 4).rounded()
      if quarters != power * 4 {
        log.error(
          overclamp.place(of: "power"), "power is not a multiple of 0.25",
          value: plainNumber(power), allowed: "0, 0.25, ... 2")
      }
      settings.overclampQuarters = Int(quarters)
      settings.overclampScaleVolts = overclamp.number("scaleVolts", full / 1_048_576...full)
    }
    settings.signThresholdVoltsSquared = map.number(
      "signThresholdVoltsSquared", 0...4 * full * full, or: 0)
    settings.powerWeight = map.number("powerWeight", 0...1, or: 0)
    settings.decay = map.number("decay", 0...0.5, or: 0)
    settings.shrink = map.number("shrink", 0...3, or: 0)
    let every = 0...Int(UInt32.max)
    settings.recordEvery = map.integer("recordEvery", every)
    settings.evaluateEvery = map.integer("evaluateEvery", every)
    settings.checkpointEvery = map.integer("checkpointEvery", every)
    if let checkpoint = settings.checkpointEvery, checkpoint % settings.batch != 0 {
      log.error(
        map.place(of: "checkpointEvery"), "checkpointEvery is not a multiple of the batch",
        value: "\(checkpoint)", allowed: "a multiple of \(settings.batch)")
    }
    settings.selfTestEvery = map.integer("selfTestEvery", every)
    if let selfTest = settings.selfTestEvery, selfTest > 0, board.leaksToGround {
      log.error(
        map.place(of: "selfTestEvery"),
        "the self-test needs a network without current when all sources are at one level, and this "
          + "board has a resistor to ground", value: "\(selfTest)", allowed: "0, or leave it out")
    }
    settings.selfTestToleranceVolts = map.number(
      "selfTestToleranceMillivolts", 0...full * 1_000
    ).map { $0 / 1_000 }
    return settings
  }

  /// The schedule as written: explicit steps, or one from the top-level keys.
  func readSchedule(_ trials: UInt64) -> [ScheduleEntry] {
    let eta = map.value("eta").map { ramp($0, "eta", 1.0 / 65_536...4, map) } ?? nil
    let rate = map.value("rate").map { ramp($0, "rate", 0...1e12, map) } ?? nil
    let settle = settle(map, or: board.defaultSettleMicroseconds)
    let first = ScheduleEntry(
      place: map.has("rate") ? map.place(of: "rate") : map.place, fromTrial: 0,
      eta: eta ?? Ramp(0.1),
      rate: rate ?? Ramp(defaultRate), settleMicroseconds: settle)
    guard let value = map.value("schedule") else { return [first] }
    var entries: [ScheduleEntry] = []
    for member in map.list("schedule").prefix(Limits.scheduleSteps) {
      let step = MapReader(
        member, keys: ["fromTrial", "eta", "rate", "settleMicroseconds"], what: "a schedule step",
        log: log)
      guard step.required("fromTrial") != nil, let from = step.integer("fromTrial", 0...(1 << 48))
      else { continue }
      let before = entries.last ?? first
      if let last = entries.last, UInt64(from) <= last.fromTrial {
        log.error(
          step.place(of: "fromTrial"), "schedule steps must ascend", value: "\(from)",
          allowed: "above \(last.fromTrial)")
        continue
      }
      if entries.isEmpty && from > 0 { entries.append(first) }
      // Without a value of its own a step goes on where the one before ended.
      let eta = step.value("eta").map { ramp($0, "eta", 1.0 / 65_536...4, step) } ?? nil
      let rate = step.value("rate").map { ramp($0, "rate", 0...1e12, step) } ?? nil
      entries.append(
        ScheduleEntry(
          place: member.place, fromTrial: UInt64(from), eta: eta ?? Ramp(before.eta.to),
          rate: rate ?? Ramp(before.rate.to),
          settleMicroseconds: self.settle(step, or: before.settleMicroseconds)))
    }
    if value.list?.count ?? 0 > Limits.scheduleSteps {
      log.error(value.place, "too many steps", allowed: "up to \(Limits.scheduleSteps)")
    }
    return entries.isEmpty ? [first] : entries
  }

  /// Taps per full scale squared that cross an element's whole range for a contrast of a tenth.
  private var defaultRate: Double {
    10 * Double(board.model.elements.map { $0.maximumTap - $0.minimumTap }.max() ?? 0)
  }

  private func settle(_ map: MapReader, or fallback: Double) -> Double {
    guard let settle = map.number("settleMicroseconds", 0...60e6) else { return fallback }
    let needed = 5 * board.model.settling.timeConstantMicroseconds
    if settle < needed {
      log.warning(
        map.place(of: "settleMicroseconds"), "shorter than five time constants of the network",
        value: plainNumber(settle), allowed: "\(plainNumber(needed)) and more")
    }
    return settle
  }

  /// A number, or `{from: A, to: B, shape: geometric|linear, steps: N}`.
  private func ramp(
    _ value: Value, _ name: String, _ range: ClosedRange<Double>, _ map: MapReader
  ) -> Ramp? {
    guard value.isMap else { return map.number(value, name, range).map { Ramp($0) } }
    let ramp = MapReader(
      value, keys: ["from", "to", "shape", "steps"], what: "'\(name)'", log: log)
    guard ramp.required("from") != nil, ramp.required("to") != nil,
      let from = ramp.number("from", range), let to = ramp.number("to", range)
    else { return nil }
    let isGeometric = ramp.choice(
      "shape", [("geometric", true), ("linear", false)], or: from > 0 && to > 0)
    if isGeometric && (from <= 0 || to <= 0) {
      log.error(
        ramp.place, "a geometric way needs both ends above 0", allowed: "shape: linear, or ends > 0"
      )
      return nil
    }
    let steps = ramp.integer("steps", 1...Limits.scheduleSteps, or: 16)
    return Ramp(from: from, to: to, isGeometric: isGeometric, steps: steps)
  }

  func readFaults() -> [FaultInjection] {
    var faults: [FaultInjection] = []
    for value in map.list("faults").prefix(Limits.faults) {
      guard let text = value.text else {
        log.error(
          value.place, "a fault is one word", value: value.shown, allowed: "KIND:NAME@TRIAL")
        continue
      }
      if let fault = FaultText.parse(text, at: value.place, board: board.model, log: log) {
        faults.append(fault)
      }
    }
    return faults
  }
}
