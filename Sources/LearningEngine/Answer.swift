import BoardInterface
import FixedPoint
import Plan

/// What a free response is worth.
struct Answer {
  /// Mean over outputs and samples; 2^-40 of full scale squared.
  var squaredError: UInt64
  var correct: Bool
  /// False where the hinge says that this example needs no more teaching.
  var wantsNudge: Bool
}

extension Engine {
  /// Compares the free trajectory in memory with an example's target.
  mutating func judge(_ set: Plan.ExampleSet, _ example: Int) -> Answer {
    let row = plan.targetRow(set, example)
    let distance = squaredDistance(toRow: row)
    let values = countingValues(row)
    var answer = Answer(
      squaredError: values == 1 ? distance : distance / values, correct: false, wantsNudge: true)
    let hinge = plan.header.hinge == 1
    switch Decision(rawValue: plan.header.decision) {
    case .nearestTarget:
      judgeNearest(row, distance, &answer, hinge: hinge)
    case .largestOutput:
      judgeLargest(row, &answer, hinge: hinge)
    default:
      if hinge { answer.wantsNudge = largestError(row: row) > Int64(plan.header.hingeMargin) }
    }
    return answer
  }

  /// Outputs times samples, those that count less in part; at least 1.
  private func countingValues(_ row: Int) -> UInt64 {
    if plan.sampleWeightCount == 0, plan.termCount == 0 {
      return UInt64(plan.outputCount &* plan.samplesPerTrial)
    }
    var sum: UInt64 = 0
    for t in 0..<plan.samplesPerTrial {
      for index in 0..<plan.outputCount {
        sum &+= UInt64(plan.weight(row: row, output: index, at: t))
      }
    }
    return max((sum &+ 1 &<< 15) &>> 16, 1)
  }

  /// The sum of squares over outputs and samples. Each is below 2^46 (errors are below 2^23), so
  /// that 2^17 of them cannot overflow; beyond that the sum saturates.
  private mutating func squaredDistance(toRow row: Int) -> UInt64 {
    var sum: UInt64 = 0
    for t in 0..<plan.samplesPerTrial {
      for index in 0..<plan.outputCount {
        let weight = plan.weight(row: row, output: index, at: t)
        if weight == 0 { continue }
        let error = error(row: row, output: index, at: t)
        // Errors are below 2^23: with a weight the square stays within 63 bits.
        let square = UInt64(bitPattern: error &* error)
        let (next, overflow) = sum.addingReportingOverflow((square &* UInt64(weight)) &>> 16)
        sum = overflow ? UInt64.max : next
      }
    }
    return sum
  }

  private mutating func judgeNearest(
    _ row: Int, _ distance: UInt64, _ answer: inout Answer, hinge: Bool
  ) {
    answer.correct = true
    answer.wantsNudge = !hinge
    for other in 0..<plan.targetRowCount where other != row {
      let rival = squaredDistance(toRow: other)
      if rival <= distance { answer.correct = false }
      if hinge, isWithinMargin(rival: rival, distance, between: row, other) {
        answer.wantsNudge = true
      }
    }
  }

  /// Whether the response lies closer than the margin to the plane half-way between two targets:
  /// with D the difference of the squared distances and s the targets' separation, `D < 2 * margin
  /// * s`.
  private mutating func isWithinMargin(
    rival: UInt64, _ distance: UInt64, between row: Int, _ other: Int
  ) -> Bool {
    if rival <= distance { return true }
    let difference = rival - distance
    let doubled = UInt64(plan.header.hingeMargin) &* 2
    let left = difference.multipliedFullWidth(by: difference)
    let right = (doubled &* doubled).multipliedFullWidth(by: separation(row, other))
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// The squared distance of two targets.
  private mutating func separation(_ row: Int, _ other: Int) -> UInt64 {
    var sum: UInt64 = 0
    for t in 0..<plan.samplesPerTrial {
      for index in 0..<plan.outputCount {
        let a = Int64(plan.target(row: row, output: index, at: t))
        let b = Int64(plan.target(row: other, output: index, at: t))
        sum = sum.addingSaturated(squareOf: a &- b)
      }
    }
    return sum
  }

  private mutating func judgeLargest(_ row: Int, _ answer: inout Answer, hinge: Bool) {
    let right = outputSum(row)
    var rival = Int64.min
    for other in 0..<plan.outputCount where other != row {
      let sum = outputSum(other)
      if sum > rival { rival = sum }
    }
    answer.correct = right > rival
    if hinge {
      let margin = Int64(plan.header.hingeMargin) &* Int64(plan.samplesPerTrial)
      // rival is Int64.min where there is a single output, which nothing can beat.
      answer.wantsNudge = rival != Int64.min && right &- rival <= margin
    }
  }

  private mutating func outputSum(_ index: Int) -> Int64 {
    var sum: Int64 = 0
    for t in 0..<plan.samplesPerTrial where plan.weight(output: index, at: t) > 0 {
      sum &+= Int64(output(index, at: t))
    }
    return sum
  }

  private mutating func largestError(row: Int) -> Int64 {
    var largest: Int64 = 0
    for t in 0..<plan.samplesPerTrial {
      for index in 0..<plan.outputCount where plan.weight(row: row, output: index, at: t) > 0 {
        let error = error(row: row, output: index, at: t)
        largest = max(largest, error < 0 ? 0 &- error : error)
      }
    }
    return largest
  }

  /// What an output still lacks at sample `t` of the free trajectory, raw sample.
  func error(row: Int, output index: Int, at t: Int) -> Int64 {
    let error = Int64(plan.target(row: row, output: index, at: t)) &- Int64(output(index, at: t))
    if plan.header.wraps == 0 { return error }
    return Int64(wrappedHalfTurns(Int32(truncatingIfNeeded: error)))
  }

  /// An output's value in the free trajectory: a node's sample, or the difference of two.
  private func output(_ index: Int, at t: Int) -> Int32 {
    let output = plan.output(index)
    let samples = unsafe memory.free + t &* plan.nodeCount
    let plus = unsafe samples[Int(output.node)].raw
    if output.minusNode == PlanOutput.none { return plus }
    return unsafe plus &- samples[Int(output.minusNode)].raw
  }
}

extension UInt64 {
  /// The sum with a square; the largest number where it overflows.
  func addingSaturated(squareOf value: Int64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(UInt64(bitPattern: value &* value))
    return overflow ? UInt64.max : sum
  }
}
