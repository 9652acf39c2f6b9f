import CRelaxation

extension DigitalNetwork {
  /// Imposes an example: one level per node of the first layer, 2^-15, 0 to 2^15 - 1, or as far below
  /// zero where that layer's activation is tanh. What the others hear of it is summed up here, once,
  /// and stands until the next.
  public mutating func impose(_ levels: Span<Int16>) {
    let input = unsafe layer(0)
    guard unsafe levels.count == Int(input.pointee.nodeCount) else { return }
    let least = unsafe input.pointee.leastLevel
    for node in levels.indices { unsafe input.pointee.states[node] = max(levels[node], least) }
    unsafe listPairs(input)
    for index in 1..<layerCount {
      let place = unsafe layer(index).pointee
      unsafe place.standing.update(from: place.biases, count: Int(place.columns))
    }
    for index in 0..<blockCount where unsafe block(index).pointee.from == 0 {
      let to = unsafe layer(Int(block(index).pointee.to)).pointee
      unsafe add(to.standing, to.columns, block(index).pointee.forward, input)
    }
  }

  /// All states but the imposed ones become zero.
  public mutating func rest() {
    for index in 1..<layerCount where !restSmooth(index) {
      let place = unsafe layer(index).pointee
      unsafe place.states.update(repeating: 0, count: Int(place.columns))
    }
  }

  /// Lets the states move for up to `sweeps` steps. Integer states come to a stop exactly: once a
  /// sweep changes nothing the rest would not either, and is left out. Returns the sweeps done.
  @discardableResult
  public mutating func relax(sweeps: Int) -> Int {
    for sweep in 0..<max(sweeps, 0) where !self.sweep() { return sweep + 1 }
    return max(sweeps, 0)
  }

  /// As ``relax(sweeps:)``, with the last layer pulled towards a target: `strength` (beta, 2^-16,
  /// within -4 to 4) times what is missing is added to what its nodes hear.
  @discardableResult
  public mutating func relax(
    sweeps: Int, towards target: Span<Int16>, strength: Int32
  ) -> Int {
    guard target.count == nodeCount(layer: layerCount - 1) else { return 0 }
    for sweep in 0..<max(sweeps, 0) where !self.sweep(target, strength: strength) {
      return sweep + 1
    }
    return max(sweeps, 0)
  }

  /// One step of all nodes; false where none changed.
  private mutating func sweep() -> Bool {
    guard order == .together else { return alternate(towards: Span(), strength: 0) }
    hear()
    return step(towards: Span(), strength: 0)
  }

  private mutating func sweep(_ target: Span<Int16>, strength: Int32) -> Bool {
    guard order == .together else { return alternate(towards: target, strength: strength) }
    hear()
    nudge(target, strength: strength)
    return step(towards: target, strength: strength)
  }

  /// Adds a pull to what the last layer's nodes have heard; a smooth layer's comes with its step.
  mutating func nudge(_ target: Span<Int16>, strength: Int32) {
    let last = unsafe layer(layerCount - 1).pointee
    guard unsafe last.smooth == nil else { return }
    let bounded = Int64(min(max(strength, -4 << 16), 4 << 16))
    for node in target.indices {
      let missing = unsafe Int64(target[node]) &- Int64(last.states[node])
      // 2^-31 to 2^-20; with four bits of strength below 2^23.
      unsafe last.sums[node] &+= Int32(truncatingIfNeeded: (bounded &* missing) >> 11)
    }
  }

  /// What every node hears from the states as they are.
  mutating func hear() {
    for index in 1..<layerCount {
      let place = unsafe layer(index)
      unsafe place.pointee.sums.update(
        from: place.pointee.standing, count: Int(place.pointee.columns))
      unsafe listPairs(place)
    }
    for index in 0..<blockCount {
      let place = unsafe block(index).pointee
      guard unsafe place.from > 0 else { continue }
      let (from, to) = unsafe (layer(Int(place.from)), layer(Int(place.to)))
      unsafe add(to.pointee.sums, to.pointee.columns, place.forward, from)
      // Links within a layer are there once.
      guard let backward = unsafe place.backward else { continue }
      unsafe add(from.pointee.sums, from.pointee.columns, backward, to)
    }
  }

  private mutating func step(towards target: Span<Int16>, strength: Int32) -> Bool {
    var hasChanged = false
    for index in 1..<layerCount {
      if step(layer: index, towards: target, strength: strength) { hasChanged = true }
    }
    return hasChanged
  }

  /// Moves one layer by what its nodes have heard; false where none changed.
  @inline(__always)
  mutating func step(
    layer index: Int, towards target: Span<Int16>, strength: Int32
  ) -> Bool {
    if let hasChanged = stepSmooth(index, towards: target, strength: strength) {
      return hasChanged
    }
    let place = unsafe layer(index).pointee
    // Padding hears nothing and stays zero.
    return unsafe wheatstone_step_states(
      place.states, place.sums, place.columns, place.rate) != 0
  }

  @inline(__always)
  func listPairs(_ place: UnsafeMutablePointer<DigitalLayerPlace>) {
    unsafe place.pointee.pairCount = wheatstone_list_pairs(
      place.pointee.states, place.pointee.columns, place.pointee.pairs)
  }

  @inline(__always)
  func add(
    _ sums: UnsafeMutablePointer<Int32>, _ columns: Int32, _ weights: UnsafePointer<Int16>,
    _ from: UnsafeMutablePointer<DigitalLayerPlace>
  ) {
    unsafe wheatstone_add_products(
      sums, columns, weights, from.pointee.pairs, from.pointee.pairCount, from.pointee.states)
  }
}
