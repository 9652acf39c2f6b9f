import BoardInterface
import FixedPoint
import Plan

extension Engine {
  /// Adds what every element of a dynamical network sees at sample `t` to its sum.
  @inline(never)
  mutating func accumulateTerms(at t: Int) {
    let row = t &* plan.nodeCount
    let ends = unsafe Ends(
      free: UnsafePointer(memory.free + row), reference: UnsafePointer(memory.reference + row),
      clamped: UnsafePointer(memory.clamped), wraps: plan.header.wraps != 0)
    let elements = unsafe plan.elementTable
    let sums = unsafe memory.contrasts
    let count = plan.elementCount
    var index = 0
    while index < count {
      let term = plan.term(index)
      let to = unsafe Int(elements[index].nodeA)
      let from = unsafe Int(elements[index].nodeB)
      let third = Int(term.nodeC)
      switch LocalTerm(rawValue: term.kind) {
      case .linear:
        unsafe sums[index] &+= ends.linear(to, from, isReciprocal: term.isReciprocal)
      case .sine:
        unsafe sums[index] &+= ends.sine(to, from, isReciprocal: term.isReciprocal)
      case .synapse: unsafe sums[index] &+= ends.synapse(to, from, activation: third)
      case .bias: unsafe sums[index] &+= ends.bias(to, activation: third)
      case .leak: unsafe sums[index] &+= ends.leak(to)
      case .interaction: unsafe sums[index] &+= ends.interaction(to, from)
      case .speed:
        // The plan's check has found all three.
        let terms = unsafe ChannelTerms(
          ends, to: to, from: from, inhibitor: third, v: value(index), k: value(index &+ 1),
          i: value(index &+ 2))
        unsafe sums[index] &+= terms.speed
        unsafe sums[index &+ 1] &+= terms.halfSaturation
        unsafe sums[index &+ 2] &+= terms.inhibition
        index &+= 2
      case .halfSaturation, .inhibition, nil: break
      }
      index &+= 1
    }
  }

  /// What an element is at its tap, 2^-20 of its unit.
  @inline(__always)
  private func value(_ index: Int) -> Int64 {
    plan.term(index).value(tap: unsafe memory.taps[index])
  }
}
