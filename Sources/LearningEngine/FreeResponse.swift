import BoardInterface
import FixedPoint
import Plan

/// What has been seen of one free trajectory, sample by sample, so that none of it need be kept.
struct FreeResponse {
  /// The sum over outputs and samples of `weight * error^2`; 2^-40 of full scale squared.
  ///
  /// Each square is below 2^46 (errors are below 2^23), so that 2^17 of them cannot overflow; beyond
  /// that the sum saturates.
  var squares: UInt64 = 0
  /// The sum of the weights, 2^-16.
  var weights: UInt64 = 0
  /// The largest magnitude of an error that counts; raw sample.
  var largestError: Int64 = 0
}

extension Engine {
  /// Takes sample `t` of the free trajectory into account; with sample 0 a new one begins.
  mutating func observe(row: Int, at t: Int) {
    if t == 0 { response = FreeResponse() }
    observeError(row: row, at: t)
    switch Decision(rawValue: plan.header.decision) {
    case .nearestTarget:
      for other in 0..<plan.targetRowCount where other != row {
        let before = t == 0 ? 0 : unsafe UInt64(bitPattern: memory.scores[other])
        let sum = before.addingSaturated(squaredDistance(toRow: other, at: t))
        unsafe memory.scores[other] = Int64(bitPattern: sum)
      }
    case .largestOutput:
      for index in 0..<plan.outputCount {
        let before = t == 0 ? 0 : unsafe memory.scores[index]
        let counts = plan.weight(output: index, at: t) > 0
        unsafe memory.scores[index] = before &+ (counts ? Int64(output(index, at: t)) : 0)
      }
    default: break
    }
  }

  private mutating func observeError(row: Int, at t: Int) {
    for index in 0..<plan.outputCount {
      let weight = plan.weight(row: row, output: index, at: t)
      if weight == 0 { continue }
      let error = error(row: row, output: index, at: t)
      response.weights &+= UInt64(weight)
      response.squares = response.squares.addingSaturated(Self.weighted(error, weight))
      response.largestError = max(response.largestError, error < 0 ? 0 &- error : error)
    }
  }

  /// How far outputs are from a target row at one sample: the sum of squares over outputs.
  private func squaredDistance(toRow row: Int, at t: Int) -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<plan.outputCount {
      let weight = plan.weight(row: row, output: index, at: t)
      if weight == 0 { continue }
      sum = sum.addingSaturated(
        Self.weighted(error(row: row, output: index, at: t), weight))
    }
    return sum
  }

  /// `weight * error^2`. Errors are below 2^23: with a weight the square stays within 63 bits.
  @inline(__always)
  private static func weighted(_ error: Int64, _ weight: UInt32) -> UInt64 {
    (UInt64(bitPattern: error &* error) &* UInt64(weight)) &>> 16
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
    let samples = unsafe memory.free + t &* memory.rowStride
    let plus = unsafe samples[Int(output.node)].raw
    if output.minusNode == PlanOutput.none { return plus }
    return unsafe plus &- samples[Int(output.minusNode)].raw
  }
}

extension UInt64 {
  /// The sum; the largest number where it overflows.
  func addingSaturated(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? UInt64.max : sum
  }
}
