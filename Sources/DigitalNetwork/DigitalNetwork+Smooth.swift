/// Layers of smooth nodes. Each moves by
///
///     s <- s + dt (-s + rho'(s) (sum_j w_ij rho(s_j) + b_i)) (+ dt beta (y - s) where nudged),
///
/// down the energy `E = 1/2 sum s^2 - 1/2 sum w_ij rho(s_i) rho(s_j) - sum b rho(s)`. Source: Ernoult
/// et al., "Updates of Equilibrium Prop Match Gradients of Backprop Through Time in an RNN with
/// Static Input", NeurIPS (2019).
///
/// States have 32 bits (2^-28, within -8 to 8; at rest none is beyond 4): a step of less than 2^-15
/// is then no step of nothing. What nodes say to each other has 16.
extension DigitalNetwork {
  /// The states of a smooth layer, 2^-28; empty where the layer is not.
  public func withFineStates<Result>(layer index: Int, _ body: (Span<Int32>) -> Result) -> Result {
    let place = unsafe layer(index).pointee
    guard let smooth = unsafe place.smooth else { return body(Span()) }
    return body(unsafe Span(_unsafeStart: smooth.states, count: Int(place.nodeCount)))
  }

  /// What a smooth layer's nodes say before it is cut to 16 bits, 2^-30; empty where the layer is
  /// not.
  public func withFineLevels<Result>(layer index: Int, _ body: (Span<Int32>) -> Result) -> Result {
    let place = unsafe layer(index).pointee
    guard let smooth = unsafe place.smooth else { return body(Span()) }
    return body(unsafe Span(_unsafeStart: smooth.levels, count: Int(place.nodeCount)))
  }

  /// All states zero; false where the layer is not smooth.
  func restSmooth(_ index: Int) -> Bool {
    let place = unsafe layer(index).pointee
    guard let smooth = unsafe place.smooth else { return false }
    let level = unsafe smooth.activation.level(of: 0)
    for node in unsafe 0..<Int(place.nodeCount) { unsafe set(place, smooth, node, 0, level) }
    return true
  }

  /// States of 2^-28, one per node of a smooth layer, and what nodes say there.
  func setSmooth(_ index: Int, _ states: UnsafePointer<Int32>) {
    let place = unsafe layer(index).pointee
    guard let smooth = unsafe place.smooth else { return }
    for node in unsafe 0..<Int(place.nodeCount) {
      let state = unsafe states[node]
      unsafe set(place, smooth, node, state, smooth.activation.level(of: state))
    }
  }

  @inline(__always)
  private func set(
    _ place: DigitalLayerPlace, _ smooth: DigitalSmoothPlace, _ node: Int, _ state: Int32,
    _ level: Int32
  ) {
    unsafe smooth.states[node] = state
    unsafe smooth.levels[node] = level
    unsafe place.states[node] = DigitalActivation.message(level)
  }

  /// One step from what the nodes have heard; nil where the layer is not smooth. `target`: empty, or
  /// one level of 2^-15 per node; `strength` in 2^-16, within -4 to 4.
  func stepSmooth(_ index: Int, towards target: Span<Int16>, strength: Int32) -> Bool? {
    let place = unsafe layer(index).pointee
    guard let smooth = unsafe place.smooth else { return nil }
    let isNudged = unsafe target.count == Int(place.nodeCount)
    let bounded = Int64(min(max(strength, -4 << 16), 4 << 16))
    var hasChanged = false
    for node in unsafe 0..<Int(place.nodeCount) {
      let state = unsafe Int64(smooth.states[node])
      let slope = unsafe smooth.activation.slope(at: smooth.levels[node])
      // 2^-50 to 2^-28; below 2^40.
      let aim =
        unsafe (Int64(slope) &* (Int64(place.standing[node]) &+ Int64(place.heard[node])) &+ 1 << 21)
        >> 22
      var change = aim &- state
      if isNudged {
        let missing = Int64(target[node]) << 13 &- state
        change &+= (bounded &* missing &+ 1 << 15) >> 16
      }
      let next = unsafe state &+ (change &* Int64(place.rate) &+ 1 << 12) >> 13
      // The bound is for sums that no state at rest has.
      let moved = Int32(truncatingIfNeeded: min(max(next, -0x7FFF_FFFF), 0x7FFF_FFFF))
      guard Int64(moved) != state else { continue }
      unsafe set(place, smooth, node, moved, smooth.activation.level(of: moved))
      hasChanged = true
    }
    return hasChanged
  }
}
