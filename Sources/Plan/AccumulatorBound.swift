/// The proof that no accumulator of the engine can overflow.
///
/// Samples lie within +-2^20, so a drop lies within +-2^21 and its square is at most 2^42. One
/// sample's contrast is the difference of two squares, each at most 2^42, plus the power term, at most
/// `2^42 * powerWeight / 2^16 <= 2^42`: at most 2^43 in magnitude. A sum over `samples * batch`
/// summands stays below 2^62 because their product is limited to 2^19.
///
/// The change of a tap, `sum * mantissa / 2^shift` in 2^-30 tap, is kept below 2^61 so that the
/// residual (below 2^30) and the decay (below 2^56) can be added in 64 bits.
extension Plan {
  func checkAccumulator() throws(PlanError) {
    let summands = UInt64(header.samplesPerTrial) &* UInt64(header.batchSize)
    guard summands <= Self.summandLimit else {
      throw PlanError(.accumulatorTooNarrow, place: summands, value: 43 + Self.bits(summands))
    }
    var previous: UInt64 = 0
    for index in 0..<scheduleCount {
      let step = step(index)
      let ascending = index == 0 ? step.fromTrial == 0 : step.fromTrial > previous
      // A nudge beyond four times the error would leave every useful range.
      guard ascending, step.eta >= 1, step.eta <= 4 << 16,
        step.rateMantissa < 1 << 31, step.rateShift <= 63, step.fromTrial % batch == 0
      else { throw .entry(.schedule, index, Int64(step.eta)) }
      previous = step.fromTrial
      let needed = 43 + Self.bits(summands) + Self.bits(UInt64(step.rateMantissa))
      guard needed - Int64(step.rateShift) <= 61 else {
        throw PlanError(
          .accumulatorTooNarrow, place: UInt64(index), value: needed - Int64(step.rateShift))
      }
    }
  }

  private var batch: UInt64 { UInt64(header.batchSize) }

  /// The bits that numbers up to `value` need.
  private static func bits(_ value: UInt64) -> Int64 {
    Int64(64 - value.leadingZeroBitCount)
  }
}
