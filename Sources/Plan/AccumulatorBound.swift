/// The proof that no accumulator of the engine can overflow.
///
/// Samples lie within +-2^20, so a drop lies within +-2^21 and its square is at most 2^42. One
/// sample's contrast is the difference of two squares, at most 2^42 in magnitude, and the power
/// term, at most `2^42 * powerWeight / 2^16 <= 2^42`: at most 2^43 together. A sum over
/// `samples * batch` summands stays within 2^62 because their product is limited to 2^19.
///
/// Before it is multiplied by the rate a sum is shifted left by at most `rateShift`, which must
/// keep it within 2^62; the upper half of the product with a mantissa below 2^63 is then below
/// 2^61, so that the residual (below 2^30), the decay (below 2^56) and the shrink (below 2^32) can be
/// added in 64 bits.
extension Plan {
  /// Throws where a step of the schedule could overflow an accumulator.
  func checkAccumulator() throws(PlanError) {
    let summands = UInt64(header.samplesPerTrial) &* UInt64(header.batchSize)
    guard summands <= Self.summandLimit else {
      throw PlanError(
        .accumulatorTooNarrow, place: UInt64(PlanSetting.batchSize.rawValue),
        value: Int64(summands))
    }
    let batch = UInt64(header.batchSize)
    var previous: UInt64 = 0
    for index in 0..<scheduleCount {
      let step = step(index)
      let ascending = index == 0 ? step.fromTrial == 0 : step.fromTrial > previous
      guard ascending, step.fromTrial % batch == 0 else {
        throw .entry(.stepFromTrial, index, Int64(truncatingIfNeeded: step.fromTrial))
      }
      // A nudge beyond four times the error would leave every useful range.
      guard step.eta >= 1, step.eta <= 4 << 16 else {
        throw .entry(.stepEta, index, Int64(step.eta))
      }
      guard step.rateMantissa < 1 << 63 else {
        throw .entry(.stepRateMantissa, index, Int64(bitPattern: step.rateMantissa))
      }
      guard step.rateShift <= Self.shiftLimit(summands: summands) else {
        throw PlanError(
          .accumulatorTooNarrow, place: PlanError.place(.stepRateShift, index),
          value: Int64(step.rateShift))
      }
      previous = step.fromTrial
    }
  }

  /// The largest shift for a sum of so many contrasts: `2^43 * summands * 2^shift <= 2^62`.
  public static func shiftLimit(summands: UInt64) -> UInt32 {
    let bits = UInt32(64 - (max(summands, 1) - 1).leadingZeroBitCount)
    return bits >= 19 ? 0 : 19 - bits
  }
}
