import CRelaxation

extension DigitalMessages {
  /// Lets the states of a network move by what its nodes send, half of the way to what they hear at
  /// every step, quantum after quantum, since ``begin(_:with:)``. The network's rates are not looked at. Steps that would neither send nor change anything are left out. Returns the steps done.
  @discardableResult
  public mutating func relax(
    _ network: inout DigitalNetwork, quanta: Span<DigitalQuantum>
  ) -> Int {
    relax(&network, quanta, Span(), pull: 0, isAway: false)
  }

  /// As ``relax(_:quanta:)``, with the last layer pulled towards a target, or away from it, by 2^-pull
  /// times what is missing; `pull`: 0 to 8.
  @discardableResult
  public mutating func relax(
    _ network: inout DigitalNetwork, quanta: Span<DigitalQuantum>, towards target: Span<Int16>,
    pull: Int32, isAway: Bool
  ) -> Int {
    guard target.count == network.nodeCount(layer: network.layerCount - 1) else { return 0 }
    return relax(&network, quanta, target, pull: min(max(pull, 0), 8), isAway: isAway)
  }

  private mutating func relax(
    _ network: inout DigitalNetwork, _ quanta: Span<DigitalQuantum>, _ target: Span<Int16>,
    pull: Int32, isAway: Bool
  ) -> Int {
    guard fits(network) else { return 0 }
    var done = 0
    var hasInput = true
    for index in quanta.indices {
      let quantum = 15 - quanta[index].bits
      for _ in 0..<max(quanta[index].steps, 0) {
        // An imposed state owes nothing more, by this quantum, once nobody spoke of it.
        let spoken = send(&network, quantum, fromInput: hasInput)
        hasInput = hasInput && spoken.input > 0
        done += 1
        let changed = step(&network, target, pull, isAway)
        if spoken.all == 0 && !changed { break }
      }
      hasInput = true
    }
    return done
  }

  /// All nodes speak, from the states as they are.
  private mutating func send(
    _ network: inout DigitalNetwork, _ quantum: Int32, fromInput: Bool
  ) -> (all: Int, input: Int) {
    var (all, input) = (0, 0)
    for index in fromInput ? 0..<layerCount : 1..<layerCount {
      let place = unsafe places + index
      let count = unsafe wheatstone_list_messages(
        place.pointee.said, network.layer(index).pointee.states, place.pointee.columns, quantum,
        listed)
      guard count > 0 else { continue }
      all += Int(count)
      if index == 0 { input = Int(count) }
      unsafe place.pointee.sent += Int(count)
      for block in 0..<network.blockCount {
        hear(network, block, index, count, quantum)
      }
    }
    return (all, input)
  }

  /// Those that a layer's block leads to hear its messages.
  private mutating func hear(
    _ network: borrowing DigitalNetwork, _ index: Int, _ layer: Int, _ count: Int32,
    _ quantum: Int32
  ) {
    let block = unsafe network.block(index).pointee
    if unsafe Int(block.from) == layer {
      let hearing = unsafe places[Int(block.to)]
      unsafe wheatstone_add_messages(
        hearing.heard, hearing.columns, block.forward, listed, count, quantum)
    } else if unsafe Int(block.to) == layer, let backward = unsafe block.backward {
      let hearing = unsafe places[Int(block.from)]
      unsafe wheatstone_add_messages(
        hearing.heard, hearing.columns, backward, listed, count, quantum)
    }
  }

  private mutating func step(
    _ network: inout DigitalNetwork, _ target: Span<Int16>, _ pull: Int32, _ isAway: Bool
  ) -> Bool {
    var changed: Int32 = 0
    for index in 1..<layerCount {
      let (place, layer) = unsafe (places[index], network.layer(index).pointee)
      // What a node hears beside the others: its bias, and the pull.
      unsafe layer.pulled.update(from: layer.biases, count: Int(layer.columns))
      if index == layerCount - 1 {
        for node in target.indices {
          let missing = unsafe Int32(target[node]) &- Int32(layer.states[node])
          let push = (missing &<< 5) >> pull
          unsafe layer.pulled[node] &+= isAway ? 0 &- push : push
        }
      }
      unsafe changed |= wheatstone_halve_distance(
        layer.states, place.heard, layer.pulled, layer.columns)
    }
    return changed != 0
  }
}
