import BoardInterface
import FixedPoint
import Plan

/// The one local term of a conductance: what its two ends say.
///
/// `(reference_a - reference_b)^2 - (clamped_a - clamped_b)^2`, in 2^-40 of full scale squared; at
/// most 2^42 in magnitude because samples lie in `-1 ... 1`.
@inline(__always)
func conductanceContrast(
  _ element: UnsafePointer<PlanElement>, reference: UnsafePointer<Sample>,
  clamped: UnsafePointer<Sample>
) -> Int64 {
  let a = unsafe Int(element.pointee.nodeA)
  let b = unsafe Int(element.pointee.nodeB)
  let referenceDrop = unsafe reference[a].raw &- reference[b].raw
  let clampedDrop = unsafe clamped[a].raw &- clamped[b].raw
  return Int64(referenceDrop &- clampedDrop) &* Int64(referenceDrop &+ clampedDrop)
}

extension Engine {
  /// Adds the contrast of sample `t` to every element's sum.
  mutating func accumulateContrast(at t: Int) {
    if plan.termCount > 0 { return accumulateTerms(at: t) }
    let reference = unsafe UnsafePointer(memory.reference + t * memory.rowStride)
    let clamped = unsafe UnsafePointer(memory.clamped)
    let contrasts = unsafe memory.contrasts
    let elements = unsafe plan.elementTable
    for index in 0..<plan.elementCount {
      unsafe contrasts[index] &+= conductanceContrast(
        elements + index, reference: reference, clamped: clamped)
    }
    if plan.header.powerWeight > 0 { accumulatePower(at: t) }
  }

  /// Takes the dissipated power off: `powerWeight * (free drop)^2`, which every conductance lowers
  /// by falling.
  ///
  /// Source: Stern, Dillavou, Jayaraman, Durian, Liu, "Training self-learning circuits for
  /// power-efficient solutions", APL Machine Learning 2, 016114 (2024).
  private func accumulatePower(at t: Int) {
    let free = unsafe UnsafePointer(memory.free + t * memory.rowStride)
    let weight = Int64(plan.header.powerWeight)
    for index in 0..<plan.elementCount {
      let element = plan.element(index)
      let drop = Int64(
        unsafe free[Int(element.nodeA)].raw &- free[Int(element.nodeB)].raw)
      unsafe memory.contrasts[index] &-= (drop &* drop &* weight) >> 16
    }
  }
}
