internal import Plan

/// How to learn; the meaning of each is documented with its key in docs/board-files.md.
struct TaskSettings: Sendable {
  var rule = Rule.proportional
  var nudge = Nudge.oneSided
  var order = Order.shuffled
  var readings = 1
  var batch = 1
  var updateProbability = 1.0
  var hingeMarginVolts: Double?
  var overclampQuarters = 4
  var overclampScaleVolts: Double?
  var signThresholdVoltsSquared = 0.0
  var powerWeight = 0.0
  var decay = 0.0
  /// L1: taps per update.
  var shrink = 0.0
  var recordEvery: Int?
  var evaluateEvery: Int?
  var checkpointEvery: Int?
  var selfTestEvery: Int?
  var selfTestToleranceVolts: Double?
}

/// What holds from a trial on.
struct ScheduleEntry: Sendable {
  var place: Place
  var fromTrial: UInt64
  var eta: Ramp
  var rate: Ramp
  var settleMicroseconds: Double
}

/// A constant, or a way from one value to another over the trials.
struct Ramp: Sendable {
  var from: Double
  var to: Double
  var isGeometric = true
  /// Into how many steps of equal length it is cut; 1 where it is constant.
  var steps = 1

  init(_ value: Double) {
    from = value
    to = value
  }

  init(from: Double, to: Double, isGeometric: Bool, steps: Int) {
    self.from = from
    self.to = to
    self.isGeometric = isGeometric
    self.steps = steps
  }

  /// The value at `position` in `0 ... 1`. The ends are exact.
  func value(at position: Double) -> Double {
    if position <= 0 || from == to { return from }
    if position >= 1 { return to }
    return isGeometric
      ? from * Ramp.power(to / from, position) : from + (to - from) * position
  }
}
