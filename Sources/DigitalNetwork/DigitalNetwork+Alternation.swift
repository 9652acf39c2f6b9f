/// The order in which the layers of a network move.
public enum DigitalOrder: UInt8, BitwiseCopyable, Equatable, Sendable {
  /// All at once, each by what the others were (synchronous).
  case together = 0
  /// First the odd layers, then the even ones by what the odd ones have become: layers 1, 3, ...,
  /// then 2, 4, .... Both make one sweep.
  case alternating = 1
}

extension DigitalNetwork {
  /// One sweep of ``DigitalOrder/alternating``; false where no node changed.
  mutating func alternate(towards target: Span<Int16>, strength: Int32) -> Bool {
    let odd = move(parity: 1, target, strength)
    let even = move(parity: 0, target, strength)
    return odd || even
  }

  private mutating func move(
    parity: Int, _ target: Span<Int16>, _ strength: Int32
  ) -> Bool {
    for index in 1..<layerCount {
      let place = unsafe layer(index)
      unsafe listPairs(place)
      guard index & 1 == parity else { continue }
      unsafe place.pointee.sums.update(
        from: place.pointee.standing, count: Int(place.pointee.columns))
    }
    for index in 0..<blockCount {
      let place = unsafe block(index).pointee
      guard unsafe place.from > 0 else { continue }
      let (from, to) = unsafe (layer(Int(place.from)), layer(Int(place.to)))
      if unsafe Int(place.to) & 1 == parity {
        unsafe add(to.pointee.sums, to.pointee.columns, place.forward, from)
      }
      if let backward = unsafe place.backward, unsafe Int(place.from) & 1 == parity {
        unsafe add(from.pointee.sums, from.pointee.columns, backward, to)
      }
    }
    if (layerCount - 1) & 1 == parity { nudge(target, strength: strength) }
    var hasChanged = false
    for index in 1..<layerCount where index & 1 == parity {
      if step(layer: index, towards: target, strength: strength) { hasChanged = true }
    }
    return hasChanged
  }
}
