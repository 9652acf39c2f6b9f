import Plan
import PlanImage

/// The rules written down from the papers, in exact 128-bit integers, without a thought for speed.
///
/// An element has a place on a line in 2^-30 tap, tap k covering `k 2^30 ..< (k + 1) 2^30` with k
/// itself at its middle. An update moves the place; one that leaves the range stands in the middle
/// of the last tap.
struct ReferenceElements {
  let draft: PlanDraft
  private(set) var places: [Int128]
  /// Contrasts of the batch, as `(reference drop)^2 - (clamped drop)^2`.
  private var sums: [Int128]
  /// What every element was moved by, were there no ends.
  private(set) var freePlaces: [Int128]
  private(set) var everAtEnd: [Bool]

  init(_ draft: PlanDraft) {
    self.draft = draft
    places = draft.elements.map { Int128($0.startTap) << 30 + 1 << 29 }
    freePlaces = places
    sums = places.map { _ in 0 }
    everAtEnd = places.map { _ in false }
  }

  /// One sample: free, reference (counterclamped or free) and clamped, raw.
  mutating func see(free: [Int32], reference: [Int32], clamped: [Int32]) {
    for (index, element) in draft.elements.enumerated() {
      func drop(_ samples: [Int32]) -> Int128 {
        Int128(samples[Int(element.nodeA)]) - Int128(samples[Int(element.nodeB)])
      }
      sums[index] += drop(reference) * drop(reference) - drop(clamped) * drop(clamped)
      // Stern et al., APL Machine Learning 2, 016114 (2024): the free power, weighted.
      sums[index] -= Self.floored(
        drop(free) * drop(free) * Int128(draft.header.powerWeight), over: 1 << 16)
    }
  }

  /// The end of a batch; `takes`: which elements take part.
  mutating func update(step: ScheduleStep, takes: (Int) -> Bool = { _ in true }) {
    for (index, element) in draft.elements.enumerated() {
      let sum = sums[index] * Int128(element.direction)
      sums[index] = 0
      guard takes(index) else { continue }
      var change: Int128
      if draft.header.rule == Rule.sign.rawValue {
        let band = Int128(draft.header.signThreshold)
        change = abs(sum) > band ? Int128(sum.signum()) << 30 : 0
      } else {
        let shifted = sum * (Int128(1) << Int128(step.rateShift))
        change = Self.floored(shifted * Int128(step.rateMantissa), over: Int128(1) << 64)
      }
      let rest = element.direction > 0 ? element.minimumTap : element.maximumTap
      let distance = (places[index] >> 30) - Int128(rest)
      change -= Self.floored(distance * Int128(draft.header.decay), over: 4)
      change -= distance.signum() * Int128(draft.header.shrink)
      move(index, by: change)
    }
  }

  private mutating func move(_ index: Int, by change: Int128) {
    let element = draft.elements[index]
    freePlaces[index] += change
    let place = places[index] + change
    let tap = place >> 30
    let kept = min(max(tap, Int128(element.minimumTap)), Int128(element.maximumTap))
    if kept != tap { everAtEnd[index] = true }
    places[index] = kept == tap ? place : kept << 30 + 1 << 29
  }

  /// Towards minus infinity.
  static func floored(_ value: Int128, over divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
