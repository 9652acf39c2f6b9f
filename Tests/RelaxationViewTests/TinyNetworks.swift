import DigitalNetwork
import FixedPoint
import RelaxationView

/// Networks whose answers are known without relaxing them.
enum TinyNetworks {
  static func tap(_ value: Double) -> Int32 { Int32(value * 0x1p30) }
  static func level(_ value: Double) -> Int16 { Int16(value * 0x1p15) }

  /// One node after another: x -.5- h -.25- y, no biases.
  static func chain() throws -> TrainedNetwork {
    try TrainedNetwork(
      (0..<3).map { _ in DigitalLayer(nodeCount: 1) },
      [DigitalBlock(from: 0, to: 1), DigitalBlock(from: 1, to: 2)],
      taps: [[tap(0.5)], [tap(0.25)]], biases: [[0], [0], [0]])
  }

  /// Random weights and biases, with a link that skips a layer.
  struct Random {
    let layers: [DigitalLayer]
    let blocks = [
      DigitalBlock(from: 0, to: 1), DigitalBlock(from: 1, to: 2), DigitalBlock(from: 2, to: 3),
      DigitalBlock(from: 1, to: 3),
    ]
    let taps: [[Int32]]
    let biases: [[Int32]]
    let input: [Int16]
    let network: TrainedNetwork

    init(seed: UInt64, reach: Double = 0.3, rate: Int32 = 1 << 12) throws {
      var generator = RandomGenerator(seed: seed, stream: 5)
      func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
      func draw(_ count: Int) -> [Int32] {
        (0..<count).map { _ in Int32((2 * uniform() - 1) * reach * 0x1p30) }
      }
      let nodes: [Int32] = [30, 21, 13, 10]
      layers = nodes.map { DigitalLayer(nodeCount: $0, rate: rate) }
      taps = blocks.map { draw(Int(nodes[Int($0.from)] * nodes[Int($0.to)])) }
      biases = nodes.map { draw(Int($0)) }
      input = (0..<30).map { _ in uniform() < 0.7 ? Int16(uniform() * 256) << 7 : 0 }
      network = try TrainedNetwork(layers, blocks, taps: taps, biases: biases)
    }
  }
}
