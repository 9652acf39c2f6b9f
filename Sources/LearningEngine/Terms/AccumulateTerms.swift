import BoardInterface
import FixedPoint
import Plan

extension Engine {
  /// Adds what every element of a dynamical network sees at sample `t` to its sum.
  ///
  /// Elements of one kind stand behind each other: each run of them is a loop of its own.
  @inline(never)
  mutating func accumulateTerms(at t: Int) {
    let row = t &* memory.rowStride
    let ends = unsafe Ends(
      free: UnsafePointer(memory.free + row), reference: UnsafePointer(memory.reference + row),
      clamped: UnsafePointer(memory.clamped), shifts: memory.sums, nodeCount: plan.nodeCount,
      wraps: plan.header.wraps != 0)
    let run = unsafe TermRun(
      elements: plan.elementTable, terms: plan.termTable, sums: memory.contrasts,
      count: plan.elementCount)
    var index = 0
    while index < plan.elementCount {
      switch unsafe LocalTerm(rawValue: run.terms[index].kind) {
      case .linear:
        unsafe run.add(from: &index) { unsafe ends.linear($0, $1, isReciprocal: $2.isReciprocal) }
      case .sine:
        unsafe run.add(from: &index) { unsafe ends.sine($0, $1, isReciprocal: $2.isReciprocal) }
      case .synapse:
        unsafe run.add(from: &index) { unsafe ends.synapse($0, $1, activation: Int($2.nodeC)) }
      case .bias:
        unsafe run.add(from: &index) { to, _, term in
          unsafe ends.bias(to, activation: Int(term.nodeC))
        }
      case .leak: unsafe run.add(from: &index) { to, _, _ in unsafe ends.leak(to) }
      case .interaction:
        unsafe run.add(from: &index) { to, from, _ in unsafe ends.interaction(to, from) }
      case .speed: unsafe addChannel(index, ends); index &+= 3
      case .halfSaturation, .inhibition, nil: index &+= 1
      }
    }
  }

  /// The three parameters of a channel; the plan's check has found all of them.
  @inline(__always)
  private mutating func addChannel(_ index: Int, _ ends: Ends) {
    let element = unsafe plan.elementTable + index
    let terms = unsafe ChannelTerms(
      ends, to: Int(element.pointee.nodeA), from: Int(element.pointee.nodeB),
      inhibitor: Int(plan.termTable[index].nodeC), v: value(index), k: value(index &+ 1),
      i: value(index &+ 2))
    let sums = unsafe memory.contrasts
    unsafe sums[index] &+= terms.speed
    unsafe sums[index &+ 1] &+= terms.halfSaturation
    unsafe sums[index &+ 2] &+= terms.inhibition
  }

  /// What an element is at its tap, 2^-20 of its unit.
  @inline(__always)
  private func value(_ index: Int) -> Int64 {
    unsafe plan.termTable[index].value(tap: memory.taps[index])
  }
}

/// Elements and their sums, for loops over those of one kind.
@unsafe
struct TermRun {
  let elements: UnsafePointer<PlanElement>
  let terms: UnsafePointer<PlanTerm>
  let sums: UnsafeMutablePointer<Int64>
  let count: Int

  /// Adds `contrast` of every element from `index` on that is of the same kind; leaves `index`
  /// behind the last.
  @inline(__always)
  func add(
    from index: inout Int, _ contrast: (_ to: Int, _ from: Int, _ term: borrowing PlanTerm) -> Int64
  ) {
    let kind = unsafe terms[index].kind
    repeat {
      let to = unsafe Int(elements[index].nodeA)
      let from = unsafe Int(elements[index].nodeB)
      unsafe sums[index] &+= contrast(to, from, terms[index])
      index &+= 1
    } while unsafe index < count && terms[index].kind == kind
  }
}
