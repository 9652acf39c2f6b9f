import BoardInterface
import FixedPoint
import Plan

/// From contrast to taps. Every function here reads, of the network, the element's own two ends, and
/// else its own residual and the settings.
extension Engine {
  /// Contrast and proportional update in one pass: `rate * contrast` taps for every element.
  @inline(never)
  func turnByContrast() -> UInt32 {
    let reference = unsafe UnsafePointer(memory.reference)
    let clamped = unsafe UnsafePointer(memory.clamped)
    let elements = unsafe plan.elementTable
    let turner = unsafe Turner(taps: memory.taps, residuals: memory.residuals)
    let mantissa = Int64(step.rateMantissa)
    let shift = UInt64(step.rateShift)
    let count = plan.elementCount
    var moved: UInt32 = 0
    var index = 0
    while index < count {
      let element = unsafe elements + index
      let contrast = unsafe conductanceContrast(element, reference: reference, clamped: clamped)
      let directed = unsafe contrast &* Int64(element.pointee.direction)
      let change = wideProduct(directed, mantissa, shiftedRight: shift)
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
    var subset = Subset(probability: plan.header.updateProbability)
    var moved: UInt32 = 0
    for index in 0..<plan.elementCount {
      let element = unsafe elements + index
      let directed = unsafe contrasts[index] &* Int64(element.pointee.direction)
      unsafe contrasts[index] = 0
      guard subset.takesNext(&generator) else { continue }
      var change = bySign ? signedTap(directed) : proportional(directed)
      if decay > 0 { change &-= unsafe decayed(element, tap: memory.taps[index], by: decay) }
      unsafe turner.turn(index, element, by: change, moved: &moved)
    }
    return moved
  }

  private func proportional(_ contrast: Int64) -> Int64 {
    wideProduct(contrast, Int64(step.rateMantissa), shiftedRight: UInt64(step.rateShift))
  }

  /// One tap towards the contrast, or none inside the dead band.
  ///
  /// Source: Dillavou, Stern, Liu, Durian, Phys. Rev. Applied 18, 014040 (2022).
  private func signedTap(_ contrast: Int64) -> Int64 {
    let threshold = plan.header.signThreshold
    if contrast > threshold { return 1 << Turner.residualBits }
    if contrast < 0 &- threshold { return -(1 << Turner.residualBits) }
    return 0
  }

  /// L2: the share `decay` (2^-32) of the way to the tap of least conductance; 2^-30 tap.
  private func decayed(
    _ element: UnsafePointer<PlanElement>, tap: Int32, by decay: Int64
  ) -> Int64 {
    let rest =
      unsafe element.pointee.direction > 0 ? element.pointee.minimumTap : element.pointee.maximumTap
    return ((Int64(tap) &- Int64(rest)) &* decay) >> 2
  }
}

/// Moves taps and keeps what is left of each move.
@safe
struct Turner {
  let taps: UnsafeMutablePointer<Int32>
  let residuals: UnsafeMutablePointer<Int32>

  /// Residuals are in 2^-30 tap.
  static var residualBits: Int64 { 30 }
  static var halfTap: Int64 { 1 << 29 }

  /// Adds `change` (2^-30 tap, below 2^61 in magnitude) to what the element owes, moves it by the
  /// nearest whole number of taps and keeps the rest. At an end of the range nothing stays owed.
  @inline(__always)
  func turn(
    _ index: Int, _ element: UnsafePointer<PlanElement>, by change: Int64, moved: inout UInt32
  ) {
    let total = unsafe Int64(residuals[index]) &+ change
    let move = (total &+ Self.halfTap) >> Self.residualBits
    if move == 0 {
      unsafe residuals[index] = Int32(truncatingIfNeeded: total)
      return
    }
    let old = unsafe taps[index]
    let wanted = Int64(old) &+ move
    let minimum = unsafe Int64(element.pointee.minimumTap)
    let maximum = unsafe Int64(element.pointee.maximumTap)
    let tap: Int64
    if wanted < minimum {
      tap = minimum
      unsafe residuals[index] = 0
    } else if wanted > maximum {
      tap = maximum
      unsafe residuals[index] = 0
    } else {
      tap = wanted
      unsafe residuals[index] = Int32(truncatingIfNeeded: total &- (move << Self.residualBits))
    }
    unsafe taps[index] = Int32(truncatingIfNeeded: tap)
    moved &+= Int32(truncatingIfNeeded: tap) == old ? 0 : 1
  }
}
