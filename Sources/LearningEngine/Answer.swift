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
  /// Compares the free trajectory, of which every sample has been observed, with its target.
  mutating func judge(row: Int) -> Answer {
    // Outputs times samples, those that count less in part; at least 1.
    let values = max((response.weights &+ 1 &<< 15) &>> 16, 1)
    var answer = Answer(
      squaredError: values == 1 ? response.squares : response.squares / values, correct: false,
      wantsNudge: true)
    let hinge = plan.header.hinge == 1
    switch Decision(rawValue: plan.header.decision) {
    case .nearestTarget: judgeNearest(row, &answer, hinge: hinge)
    case .largestOutput: judgeLargest(row, &answer, hinge: hinge)
    default:
      if hinge { answer.wantsNudge = response.largestError > Int64(plan.header.hingeMargin) }
    }
    return answer
  }

  private mutating func judgeNearest(_ row: Int, _ answer: inout Answer, hinge: Bool) {
    answer.correct = true
    answer.wantsNudge = !hinge
    for other in 0..<plan.targetRowCount where other != row {
      let rival = unsafe UInt64(bitPattern: memory.scores[other])
      if rival <= response.squares { answer.correct = false }
      if hinge, isWithinMargin(rival: rival, between: row, other) { answer.wantsNudge = true }
    }
  }

  /// Whether the response lies closer than the margin to the plane half-way between two targets:
  /// with D the difference of the squared distances and s the targets' separation, `D < 2 * margin
  /// * s`.
  private mutating func isWithinMargin(rival: UInt64, between row: Int, _ other: Int) -> Bool {
    if rival <= response.squares { return true }
    let difference = rival - response.squares
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
        sum = sum.addingSaturated(UInt64(bitPattern: (a &- b) &* (a &- b)))
      }
    }
    return sum
  }

  private mutating func judgeLargest(_ row: Int, _ answer: inout Answer, hinge: Bool) {
    let right = unsafe memory.scores[row]
    var rival = Int64.min
    for other in 0..<plan.outputCount where other != row {
      unsafe rival = max(rival, memory.scores[other])
    }
    answer.correct = right > rival
    if hinge {
      let margin = Int64(plan.header.hingeMargin) &* Int64(plan.samplesPerTrial)
      // rival is Int64.min where there is a single output, which nothing can beat.
      answer.wantsNudge = rival != Int64.min && right &- rival <= margin
    }
  }
}
