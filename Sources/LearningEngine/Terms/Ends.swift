import BoardInterface
import FixedPoint
import Plan

/// What elements see at one sample: the free state of their nodes, and how far nudging moved them.
@unsafe
struct Ends {
  /// The free trajectory's samples.
  let free: UnsafePointer<Sample>
  /// How far each node was moved, 2^-20 of full scale; within 2^21.
  let shifts: UnsafePointer<Int64>

  /// `reference`: what the clamped samples are held against. `shifts`: room for a number a node.
  init(
    free: UnsafePointer<Sample>, reference: UnsafePointer<Sample>, clamped: UnsafePointer<Sample>,
    shifts: UnsafeMutablePointer<Int64>, nodeCount: Int, wraps: Bool
  ) {
    unsafe self.free = free
    unsafe self.shifts = UnsafePointer(shifts)
    for node in 0..<nodeCount {
      let difference = unsafe clamped[node].raw &- reference[node].raw
      unsafe shifts[node] = Int64(wraps ? wrappedHalfTurns(difference) : difference)
    }
  }

  /// A node's free state, 2^-20 of full scale.
  @inline(__always)
  func state(_ node: Int) -> Int64 { unsafe Int64(free[node].raw) }

  @inline(__always)
  func shift(_ node: Int) -> Int64 { unsafe shifts[node] }

  /// s (1 - s) of a neuron whose activation `s` is probed at `node`, 2^-20: the logistic function's
  /// slope, exactly.
  @inline(__always)
  func slope(_ node: Int) -> Int64 {
    let s = unsafe state(node)
    return (s &* (1 &<< 20 &- s)) &>> 20
  }
}
