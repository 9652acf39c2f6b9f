import BoardInterface
import FixedPoint
import Plan

/// What elements see at one sample: the free state of their nodes, and how far nudging moved them.
@unsafe
struct Ends {
  /// The free trajectory's samples.
  let free: UnsafePointer<Sample>
  /// What the clamped ones are held against.
  let reference: UnsafePointer<Sample>
  let clamped: UnsafePointer<Sample>
  let wraps: Bool

  /// A node's free state, 2^-20 of full scale.
  @inline(__always)
  func state(_ node: Int) -> Int64 { unsafe Int64(free[node].raw) }

  /// Clamped less reference, 2^-20 of full scale; within 2^21.
  @inline(__always)
  func shift(_ node: Int) -> Int64 {
    let difference = unsafe clamped[node].raw &- reference[node].raw
    return unsafe Int64(wraps ? wrappedHalfTurns(difference) : difference)
  }

  /// s (1 - s) of a neuron whose activation `s` is probed at `node`, 2^-20: the logistic function's
  /// slope, exactly.
  @inline(__always)
  func slope(_ node: Int) -> Int64 {
    let s = unsafe state(node)
    return (s &* (1 &<< 20 &- s)) &>> 20
  }
}
