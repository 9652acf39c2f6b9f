import BoardInterface
import FixedPoint
import Plan

/// The local terms of dynamical networks: `d . df/dtheta`, with d what nudging moved (equation 12 of
/// "Training dynamical networks by contrastive local learning"). To add one: a case in `LocalTerm`,
/// a line in ``Engine/accumulateTerms(at:)``, a function here, and its factor in
/// docs/dynamical-networks.md.
///
/// All give 2^-40 of full scale squared, at most 2^42 in magnitude: states lie within 2^20, shifts
/// within 2^21.
extension Ends {
  /// x_j; reciprocal: both ways.
  @inline(__always)
  func linear(_ to: Int, _ from: Int, isReciprocal: Bool) -> Int64 {
    let there = unsafe shift(to) &* state(from)
    return isReciprocal ? unsafe there &+ shift(from) &* state(to) : there
  }

  /// sin(phi_j - phi_i); reciprocal: the pull on j is the opposite one.
  @inline(__always)
  func sine(_ to: Int, _ from: Int, isReciprocal: Bool) -> Int64 {
    let difference = unsafe Int32(truncatingIfNeeded: state(from) &- state(to))
    let pull = Int64(sineOfHalfTurns(wrappedHalfTurns(difference)))
    return unsafe (isReciprocal ? shift(to) &- shift(from) : shift(to)) &* pull
  }

  /// s' x_j.
  @inline(__always)
  func synapse(_ to: Int, _ from: Int, activation: Int) -> Int64 {
    unsafe (shift(to) &* state(from) &* slope(activation)) &>> 20
  }

  /// s'.
  @inline(__always)
  func bias(_ to: Int, activation: Int) -> Int64 { unsafe shift(to) &* slope(activation) }

  /// -x_i.
  @inline(__always)
  func leak(_ to: Int) -> Int64 { unsafe 0 &- shift(to) &* state(to) }

  /// -N_i N_j.
  @inline(__always)
  func interaction(_ to: Int, _ from: Int) -> Int64 {
    unsafe 0 &- (shift(to) &* state(to) &* state(from)) &>> 20
  }
}

/// A channel `V c_j / ((K + c_j) (1 + I c_k))` that turns j into i under the inhibitor k.
struct ChannelTerms {
  /// By V.
  let speed: Int64
  /// By K, a sixteenth of it.
  let halfSaturation: Int64
  /// By I, a sixteenth of it.
  let inhibition: Int64

  /// V, K and I as ``PlanTerm/value(tap:)`` gives them: within 2^26, not negative, K at least 2^6.
  @inline(__always)
  init(_ ends: Ends, to: Int, from: Int, inhibitor: Int, v: Int64, k: Int64, i: Int64) {
    let substrate = unsafe max(ends.state(from), 0)
    let brakes = unsafe max(ends.state(inhibitor), 0)
    let sum = k &+ substrate
    let brake = 1 &<< 20 &+ (i &* brakes) &>> 20
    let perSpeed = (((substrate &<< 20) / sum) &<< 20) / brake
    let flow = (v &* perSpeed) &>> 20
    let lever = unsafe ends.shift(to) &- ends.shift(from)
    speed = lever &* perSpeed
    // The factors reach sixteen; beyond that they stay.
    let byHalf = min((flow &<< 16) / sum, 1 &<< 20)
    let byInhibition = min(((flow &* brakes) &>> 4) / brake, 1 &<< 20)
    halfSaturation = 0 &- lever &* byHalf
    inhibition = 0 &- lever &* byInhibition
  }
}
