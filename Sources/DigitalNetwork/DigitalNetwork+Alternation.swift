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
    let odd = step(1..<layerCount, by: 2, target, strength)
    if odd { hearStep(of: 1) }
    let even = step(2..<max(layerCount, 2), by: 2, target, strength)
    if even { hearStep(of: 0) }
    return odd || even
  }
}
