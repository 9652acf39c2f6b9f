extension DigitalNetwork {
  /// Places the states of a layer behind the first: where a relaxation begins, or goes on. 2^-15, each
  /// 0 to 2^15 - 1; what is below counts as 0. Another number of states is left out, and a layer with
  /// another activation than the hard sigmoid.
  public mutating func setStates(layer index: Int, _ states: Span<Int16>) {
    guard index > 0, index < layerCount, states.count == nodeCount(layer: index) else { return }
    let place = unsafe layer(index).pointee
    guard unsafe place.smooth == nil else { return }
    for node in states.indices { unsafe place.states[node] = max(states[node], 0) }
  }
}
