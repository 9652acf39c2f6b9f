internal import Plan

/// Turns the schedule of a task into steps of a plan.
struct ScheduleMaker {
  private(set) var steps: [ScheduleStep] = []

  private let task: TaskDescription
  private let trials: UInt64
  private let log: DiagnosticLog

  init(_ task: TaskDescription, trials: UInt64, log: DiagnosticLog) {
    self.task = task
    self.trials = trials
    self.log = log
    for (index, entry) in task.schedule.enumerated() {
      let next = index + 1 < task.schedule.count ? task.schedule[index + 1].fromTrial : trials
      if entry.fromTrial >= trials && index > 0 { break }
      expand(entry, until: min(max(next, entry.fromTrial + 1), max(trials, 1)))
    }
  }

  /// Cuts an entry's trials into steps of equal length, each holding the value of its ramp at its
  /// place among them; the first has the first value, the last the last.
  private mutating func expand(_ entry: ScheduleEntry, until end: UInt64) {
    let count = UInt64(
      max(
        entry.eta.from == entry.eta.to ? 1 : entry.eta.steps,
        entry.rate.from == entry.rate.to ? 1 : entry.rate.steps))
    let length = end - entry.fromTrial
    let batch = UInt64(task.settings.batch)
    for index in 0..<count {
      // A step may only begin where a batch does.
      let from =
        (entry.fromTrial + length / count * index + length % count * index / count)
        / batch * batch
      if let last = steps.last, from <= last.fromTrial { continue }
      let position = count > 1 ? Double(index) / Double(count - 1) : 0
      guard let step = step(entry, from: from, at: position) else { return }
      steps.append(step)
    }
  }

  private func step(_ entry: ScheduleEntry, from: UInt64, at position: Double) -> ScheduleStep? {
    let settings = task.settings
    let eta = min(max((entry.eta.value(at: position) * 65_536).rounded(), 1), 262_144)
    let rate = entry.rate.value(at: position)
    // The engine nudges by the rounded eta, so the rate is divided by the same.
    let sides = settings.nudge == .symmetric ? 2.0 : 1.0
    let perContrast = rate / (sides * eta / 65_536)
    guard let conversion = RateConversion(tapsPerContrast: perContrast) else {
      log.error(
        entry.place, "rate / eta is out of the engine's range", value: plainNumber(perContrast),
        allowed: "0, or about 1e-16 to 268 million taps per full scale squared")
      return nil
    }
    guard conversion.fits(summands: settings.batch) else {
      log.error(
        entry.place,
        "the engine's accumulator could overflow",
        value: "rate \(plainNumber(rate)), batch \(settings.batch)",
        allowed: "a smaller rate or batch, or a larger eta")
      return nil
    }
    return ScheduleStep(
      fromTrial: from, eta: Int32(eta),
      settleMicroseconds: UInt32(min(max(entry.settleMicroseconds.rounded(.up), 0), 60e6)),
      rateMantissa: conversion.mantissa, rateShift: conversion.shift)
  }
}
