internal import DigitalNetwork
internal import FixedPoint

/// The 784-500-10 network of Scellier and Bengio (2017) in the device's fixed point, with memory of
/// its own.
@safe final class DigitNetwork {
  static let sizes: [Int32] = [784, 500, 10]
  static let blocks = [DigitalBlock(from: 0, to: 1), DigitalBlock(from: 1, to: 2)]
  static let batch = 20

  static func layers(rate: Int32 = 1 << 12) -> [DigitalLayer] {
    sizes.map { DigitalLayer(nodeCount: $0, rate: rate) }
  }

  private let memory: DigitMemory
  var network: DigitalNetwork

  /// `rate`: the step of the relaxation, 2^-13.
  init(rate: Int32 = 1 << 12) throws {
    let layers = Self.layers(rate: rate)
    memory = DigitMemory(DigitalNetwork.byteCount(layers.span, Self.blocks.span))
    unsafe network = try DigitalNetwork(layers.span, Self.blocks.span, block: memory.start)
  }

  /// Relaxes from rest; returns the sweeps done.
  @discardableResult
  func relax(_ example: DigitExample, sweeps: Int) -> Int {
    network.impose(example.levels.span)
    network.rest()
    return network.relax(sweeps: sweeps)
  }

  func states(layer: Int) -> [Int16] {
    network.withStates(layer: layer) { states in states.indices.map { states[$0] } }
  }

  /// The digit whose node says the most.
  var answer: Int {
    network.withStates(layer: 2) { states in
      states.indices.reduce(0) { states[$1] > states[$0] ? $1 : $0 }
    }
  }
}

/// Zeroed bytes, aligned as networks are, that go with their owner.
@safe final class DigitMemory {
  let start: UnsafeMutableRawPointer

  init(_ byteCount: Int) {
    unsafe start = UnsafeMutableRawPointer.allocate(
      byteCount: max(byteCount, 1), alignment: DigitalNetwork.alignment)
    unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 1))
  }

  deinit { unsafe start.deallocate() }
}

extension RandomGenerator {
  /// A weight's tap, uniform within +-sqrt(6 / (nodes of both layers)), 2^-30.
  mutating func tap(of block: DigitalBlock) -> Int32 {
    let sizes = DigitNetwork.sizes
    let nodes = sizes[Int(block.from)] + sizes[Int(block.to)]
    let reach = (6 / Double(nodes)).squareRoot() * 0x1p30
    return Int32((2 * Double(next() >> 11) * 0x1p-53 - 1) * reach)
  }
}

extension DigitalRate {
  /// Change of weight = `alpha` x contrast: for taps of 2^-30 and contrasts of 2^-20.
  init(_ alpha: Double) {
    self.init(mantissa: Int32(min(alpha * 0x1p34, 0x1p31 - 1)), shift: 24)
  }
}
