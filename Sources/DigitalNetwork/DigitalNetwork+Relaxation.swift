import CRelaxation

extension DigitalNetwork {
  /// Imposes an example: one level per node of the first layer, 2^-15, 0 to 2^15 - 1, or as far below
  /// zero where that layer's activation is tanh. What the others hear of it is summed up here, once,
  /// and stands until the next.
  public mutating func impose(_ levels: Span<Int16>) {
    let input = unsafe layer(0)
    guard unsafe levels.count == Int(input.pointee.nodeCount) else { return }
    let least = unsafe input.pointee.leastLevel
    let states = unsafe input.pointee.states
    // Without a look at bounds in between many are taken at once.
    unsafe levels.withUnsafeBufferPointer { levels in
      for node in levels.indices { unsafe states[node] = max(levels[node], least) }
    }
    // Images of 8 bits are small numbers of which many add up before 32 bits are full.
    unsafe input.pointee.scale = wheatstone_common_scale(
      input.pointee.states, input.pointee.stateCount)
    unsafe listStates(input)
    for index in 1..<layerCount {
      let place = unsafe layer(index).pointee
      unsafe place.standing.update(from: place.biases, count: Int(place.columns))
      unsafe place.rest.update(repeating: 0, count: Int(place.columns))
    }
    for index in 0..<blockCount where unsafe block(index).pointee.from == 0 {
      let to = unsafe layer(Int(block(index).pointee.to)).pointee
      unsafe add(to.standing, to, block(index).pointee.forward, input)
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
    hearStates()
    return goOn(sweeps: sweeps, towards: Span(), strength: 0)
  }

  /// As ``relax(sweeps:)``, with the last layer pulled towards a target: `strength` (beta, 2^-16,
  /// within -4 to 4) times what is missing is added to what its nodes hear.
  @discardableResult
  public mutating func relax(
    sweeps: Int, towards target: Span<Int16>, strength: Int32
  ) -> Int {
    guard target.count == nodeCount(layer: layerCount - 1) else { return 0 }
    hearStates()
    return goOn(sweeps: sweeps, towards: target, strength: strength)
  }

  /// As above, right behind another relaxation: what nodes hear is known. Without a target nothing is
  /// pulled.
  @discardableResult
  mutating func goOn(sweeps: Int, towards target: Span<Int16>, strength: Int32) -> Int {
    guard target.count == 0 || target.count == nodeCount(layer: layerCount - 1) else { return 0 }
    for sweep in 0..<max(sweeps, 0) {
      guard self.sweep(target, strength: strength) else { return sweep + 1 }
    }
    return max(sweeps, 0)
  }

  /// One sweep, after which the nodes have heard of it; false where none changed.
  private mutating func sweep(_ target: Span<Int16>, strength: Int32) -> Bool {
    switch order {
    case .together:
      let hasChanged = step(1..<layerCount, by: 1, target, strength)
      if hasChanged { hearStep(of: nil) }
      return hasChanged
    case .alternating: return alternate(towards: target, strength: strength)
    }
  }

  /// One step of every so many layers; false where none changed.
  mutating func step(
    _ indices: Range<Int>, by distance: Int, _ target: Span<Int16>, _ strength: Int32
  ) -> Bool {
    var hasChanged = false
    for index in stride(from: indices.lowerBound, to: indices.upperBound, by: distance) {
      let pull = index == layerCount - 1 ? target : Span()
      if let changed = stepSmooth(index, towards: pull, strength: strength) {
        hasChanged = changed || hasChanged
        continue
      }
      let place = unsafe layer(index)
      if pull.count > 0 {
        unsafe setPull(place.pointee, towards: target, strength: strength)
        unsafe step(place, hearing: place.pointee.pulled)
      } else {
        unsafe step(place, hearing: place.pointee.standing)
      }
      unsafe hasChanged = place.pointee.changes.count > 0 || hasChanged
    }
    return hasChanged
  }

  private func setPull(
    _ last: DigitalLayerPlace, towards target: Span<Int16>, strength: Int32
  ) {
    let bounded = Int64(min(max(strength, -4 << 16), 4 << 16))
    for node in target.indices {
      let missing = unsafe Int64(target[node]) &- Int64(last.states[node])
      // 2^-31 to 2^-20; with four bits of strength below 2^23.
      let pull = Int32(truncatingIfNeeded: (bounded &* missing) >> 11)
      unsafe last.pulled[node] = last.standing[node] &+ pull
    }
  }

  /// One step of a layer's nodes, which the others have not heard of yet. Padding hears nothing and
  /// stays zero.
  private func step(
    _ place: UnsafeMutablePointer<DigitalLayerPlace>, hearing standing: UnsafePointer<Int32>
  ) {
    let layer = unsafe place.pointee
    unsafe wheatstone_step_states(
      vectors.kind, layer.states, standing, layer.heard, layer.columns, layer.rate,
      &place.pointee.changes)
  }

  /// What every node hears from the states as they are: whatever weights and states were before.
  mutating func hearStates() {
    for index in 1..<layerCount {
      let place = unsafe layer(index)
      unsafe place.pointee.heard.update(repeating: 0, count: Int(place.pointee.columns))
      unsafe place.pointee.rest.update(repeating: 0, count: Int(place.pointee.columns))
      unsafe listStates(place)
    }
    hearChanges(of: nil)
  }

  /// Lets nodes hear of a step of the layers of a parity, or of all.
  mutating func hearStep(of parity: Int?) {
    // Changes of signed states do not fit what is listed.
    if hasSmooth { hearStates() } else { hearChanges(of: parity) }
  }

  /// Adds what is listed of every layer, or of those of a parity, to what its neighbours hear. Sums
  /// are exact: adding changes is as good as adding all anew, and less work the nearer the states are
  /// to where they stop.
  private mutating func hearChanges(of parity: Int?) {
    for index in 0..<blockCount {
      let place = unsafe block(index).pointee
      guard unsafe place.from > 0 else { continue }
      let (from, to) = unsafe (layer(Int(place.from)), layer(Int(place.to)))
      if unsafe parity == nil || Int(place.from) & 1 == parity {
        unsafe add(to.pointee.heard, to.pointee, place.forward, from)
      }
      // Links within a layer are there once.
      guard let backward = unsafe place.backward,
        unsafe parity == nil || Int(place.to) & 1 == parity
      else { continue }
      unsafe add(from.pointee.heard, from.pointee, backward, to)
    }
  }

  private func listStates(_ place: UnsafeMutablePointer<DigitalLayerPlace>) {
    unsafe wheatstone_list_states(
      vectors.kind, place.pointee.states, place.pointee.stateCount, place.pointee.scale,
      &place.pointee.changes)
  }

  @inline(__always)
  private mutating func add(
    _ sums: UnsafeMutablePointer<Int32>, _ layer: DigitalLayerPlace,
    _ weights: UnsafePointer<Int16>, _ from: UnsafeMutablePointer<DigitalLayerPlace>
  ) {
    unsafe products &+= 2 * Int(from.pointee.changes.count) * Int(layer.columns)
    unsafe wheatstone_add_products(
      vectors.kind, sums, layer.rest, layer.columns, weights, &from.pointee.changes,
      from.pointee.scale)
  }
}
