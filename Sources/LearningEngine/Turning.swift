import BoardInterface
import FixedPoint
import Plan

/// From contrast to taps. Every function here reads, of the network, the element's own two ends,
/// and else its own residual and the settings.
extension Engine {
  /// Contrast and proportional update in one pass: `rate * contrast` taps for every element.
  @inline(never)
  mutating func turnByContrast() -> UInt32 {
    let reference = unsafe UnsafePointer(memory.reference)
    let clamped = unsafe UnsafePointer(memory.clamped)
    let elements = unsafe plan.elementTable
    let turner = unsafe Turner(taps: memory.taps, residuals: memory.residuals)
    let mantissa = Int64(truncatingIfNeeded: step.rateMantissa)
    let shift = Int64(step.rateShift)
    let count = plan.elementCount
    var moved: UInt32 = 0
    var index = 0
    while index < count {
      let element = unsafe elements + index
      let contrast = unsafe conductanceContrast(element, reference: reference, clamped: clamped)
      let directed = unsafe contrast &* element.pointee.direction
      let change = (directed &<< shift).multipliedFullWidth(by: mantissa).high
      unsafe turner.turn(index, element, by: change, moved: &moved)
      index &+= 1
    }
    return moved
  }

  /// The update of a whole batch, with every option; empties the sums.
  @inline(never)
  mutating func turnByAccumulatedContrasts() -> UInt32 {
    let elements = unsafe plan.elementTable
    let contrasts = unsafe memory.contrasts
    let turner = unsafe Turner(taps: memory.taps, residuals: memory.residuals)
    let bySign = plan.header.rule == Rule.sign.rawValue
    let decay = Int64(plan.header.decay)
    let shrink = Int64(plan.header.shrink)
    var subset = Subset(probability: plan.header.updateProbability)
    var moved: UInt32 = 0
    for index in 0..<plan.elementCount {
      let element = unsafe elements + index
      let directed = unsafe contrasts[index] &* element.pointee.direction
      unsafe contrasts[index] = 0
      guard subset.takesNext(&generator) else { continue }
      var change = bySign ? signedTap(directed) : proportional(directed)
      if plan.termCount > 0, !bySign { change = weighted(change, by: plan.term(index).weight) }
      if decay > 0 { change &-= decayed(index, by: decay) }
      if shrink > 0 { change &-= shrink &* distanceFromRest(index).signum() }
      unsafe turner.turn(index, element, by: change, moved: &moved)
    }
    return moved
  }

  private func proportional(_ contrast: Int64) -> Int64 {
    (contrast &<< Int64(step.rateShift))
      .multipliedFullWidth(by: Int64(truncatingIfNeeded: step.rateMantissa)).high
  }

  /// One tap towards the contrast, or none inside the dead band.
  ///
  /// Source: Dillavou, Stern, Liu, Durian, Phys. Rev. Applied 18, 014040 (2022).
  private func signedTap(_ contrast: Int64) -> Int64 {
    let threshold = plan.header.signThreshold
    if contrast > threshold { return 1 << Residual.bits }
    if contrast < 0 &- threshold { return -(1 << Residual.bits) }
    return 0
  }

  /// An element's own share of the rate, 2^-30.
  private func weighted(_ change: Int64, by weight: Int32) -> Int64 {
    let product = change.multipliedFullWidth(by: Int64(weight))
    return product.high &<< 34 | Int64(truncatingIfNeeded: product.low &>> 30)
  }

  /// L2: the share `decay` (2^-32) of the distance from rest; 2^-30 tap.
  private func decayed(_ index: Int, by decay: Int64) -> Int64 {
    (distanceFromRest(index) &* decay) >> 2
  }

  /// How many taps an element is above its tap of rest, which of a conductance is that of the least.
  private func distanceFromRest(_ index: Int) -> Int64 {
    let element = plan.element(index)
    let rest =
      plan.termCount > 0
      ? plan.term(index).restTap
      : element.direction > 0 ? element.minimumTap : element.maximumTap
    return unsafe Int64(memory.taps[index]) &- Int64(rest)
  }
}
