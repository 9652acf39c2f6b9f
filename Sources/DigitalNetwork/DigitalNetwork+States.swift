extension DigitalNetwork {
  /// `E = 1/2 sum s^2 - sum s W s - sum b s` over all layers, the imposed one included; 2^-20. Smooth
  /// nodes' links and biases count with what they say.
  ///
  /// Source: Scellier and Bengio (2017), eq. 1. Takes as long as a sweep.
  public mutating func energy() -> Int64 {
    hearStates()
    return energyAsHeard()
  }

  /// As above, right behind a relaxation: what nodes hear is known.
  func energyAsHeard() -> Int64 {
    // Twice the energy, 2^-35 and 2^-30; sums of 16,384 nodes stay below 2^51, with smooth ones 2^56.
    var (heard, squares) = (Int64(0), Int64(0))
    for index in 0..<layerCount {
      let place = unsafe layer(index).pointee
      for node in unsafe 0..<Int(place.nodeCount) {
        let state = unsafe Int64(place.states[node])
        let full = unsafe place.smooth.map { unsafe Int64($0.states[node]) >> 13 } ?? state
        squares &+= full &* full
        if index > 0 {
          // A link within the network is in what both of its ends hear; bias and input in one's.
          heard &+=
            unsafe state
            &* (Int64(place.heard[node]) &+ 2 &* Int64(place.standing[node]))
        }
      }
    }
    return ((squares &<< 5) &- heard) >> 16
  }

  /// From one network that shares this one's weights to the next, in bytes.
  var bytesSharing: Int {
    var shape = InlineArray<8, DigitalLayer>(repeating: DigitalLayer(nodeCount: 1))
    for index in 0..<layerCount { unsafe shape[index] = layer(index).pointee.shape }
    return Self.aligned(Self.byteCount(sharing: shape.span.extracting(0..<layerCount)))
  }
}
