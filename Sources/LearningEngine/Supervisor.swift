import BoardInterface
import FixedPoint
import Plan

extension Engine {
  /// Sets the clamps' levels from the free response: `V_F + eta * (target - V_F)`, or `V_F - ...`.
  ///
  /// A differential output is pushed by half at each of its nodes, in opposite directions (Dillavou
  /// et al., PNAS 121, e2319718121, 2024).
  mutating func setNudge(row: Int, at t: Int, towards: Bool) {
    let free = unsafe memory.free + t * memory.rowStride
    for index in 0..<plan.outputCount {
      let output = plan.output(index)
      let differential = output.minusNode != PlanOutput.none
      if plan.target(row: row, output: index, at: t) == Plan.released {
        unsafe memory.clampLevels[Int(output.clamp)] = .released
        if differential { unsafe memory.clampLevels[Int(output.minusClamp)] = .released }
        continue
      }
      let error = error(row: row, output: index, at: t)
      // Rounded once, halves included.
      var push = roundedToEven(
        shaped(pushing(error)) &* Int64(step.eta), shift: differential ? 17 : 16)
      if plan.sampleWeightCount > 0 {
        push = roundedToEven(push &* Int64(plan.weight(output: index, at: t)), shift: 16)
      }
      if !towards { push = 0 &- push }
      unsafe memory.clampLevels[Int(output.clamp)] = level(free[Int(output.node)], plus: push)
      if differential {
        unsafe memory.clampLevels[Int(output.minusClamp)] =
          level(free[Int(output.minusNode)], plus: 0 &- push)
      }
    }
  }

  /// The error as a force pulls: of phases, the sine of it (the cost is 1 - cos).
  private func pushing(_ error: Int64) -> Int64 {
    guard plan.header.wraps != 0, plan.header.push == Push.force.rawValue else { return error }
    return Int64(sineOfHalfTurns(Int32(truncatingIfNeeded: error)))
  }

  private func level(_ sample: Sample, plus push: Int64) -> Sample {
    if plan.header.push == Push.force.rawValue { return Sample(raw: Int32(saturating: push)) }
    let sum = Int64(sample.raw) &+ push
    guard plan.header.wraps != 0 else { return Sample(raw: Int32(saturating: sum)) }
    return Sample(raw: wrappedHalfTurns(Int32(truncatingIfNeeded: sum)))
  }

  /// Overclamping: `s * (|error| / s)^p` with the error's sign; beyond the scale `s` the error
  /// itself.
  ///
  /// Source: "Understanding and embracing imperfection in physical learning networks",
  /// arXiv 2505.22887: a nudge that shrinks slower than the error keeps biased elements in check.
  private func shaped(_ error: Int64) -> Int64 {
    let quarters = plan.header.overclampQuarters
    if quarters == 4 { return error }
    let scale = Int64(plan.header.overclampScale)
    let magnitude = error < 0 ? 0 &- error : error
    if magnitude >= scale { return error }
    let ratio = UInt32(truncatingIfNeeded: (magnitude << 20) / scale)
    let powered = Int64(quarterPower(ratio, quarters: quarters))
    let shaped = roundedToEven(powered &* scale, shift: 20)
    return error < 0 ? 0 &- shaped : shaped
  }
}
