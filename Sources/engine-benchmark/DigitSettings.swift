import DigitalNetwork

/// The three networks of Scellier and Bengio (2017), table 1: their layers, sweeps, nudge and rates.
struct DigitSettings {
  /// From the image's 784 nodes to the 10 of the answer.
  let sizes: [Int32]
  let freeSweeps: Int
  let nudgedSweeps: Int
  /// How strongly the answer is pulled towards the label.
  let beta: Double
  /// The learning rate (alpha) of each block.
  let rates: [Double]
  let batch = 20
  /// How many batches an epoch has.
  var batches = 2_500
  var threads = 1
  var vectors = DigitalVectors.best

  static func named(_ name: String) throws -> DigitSettings {
    switch name {
    case "net1":
      DigitSettings(
        sizes: [784, 500, 10], freeSweeps: 20, nudgedSweeps: 4, beta: 0.5, rates: [0.1, 0.05])
    case "net2":
      DigitSettings(
        sizes: [784, 500, 500, 10], freeSweeps: 150, nudgedSweeps: 6, beta: 1,
        rates: [0.4, 0.1, 0.01])
    case "net3":
      DigitSettings(
        sizes: [784, 500, 500, 500, 10], freeSweeps: 500, nudgedSweeps: 8, beta: 1,
        rates: [0.128, 0.032, 0.008, 0.002])
    default: throw BenchmarkError("no network is called \(name): use net1, net2 or net3")
    }
  }

  mutating func limit(to name: String) throws {
    switch name {
    case "plain": vectors = .plain
    case "avx2": vectors = .avx2
    case "avx512": vectors = .avx512
    default: throw BenchmarkError("VECTORS is \(name): use plain, avx2 or avx512")
    }
    guard vectors.rawValue <= DigitalVectors.best.rawValue else {
      throw BenchmarkError("this processor has no \(name)")
    }
  }

  /// Products of an example without anything left out or added: the input once, all sweeps in both
  /// directions, both responses of every element.
  var nominalProducts: Double {
    let blocks = zip(sizes, sizes.dropFirst()).map { Double($0) * Double($1) }
    let moving = blocks.dropFirst().reduce(0, +)
    return blocks[0] + 2 * moving * Double(freeSweeps + nudgedSweeps) + 2 * (blocks[0] + moving)
  }

  var layers: [DigitalLayer] { sizes.map { DigitalLayer(nodeCount: $0) } }
  var blocks: [DigitalBlock] {
    (1..<Int32(sizes.count)).map { DigitalBlock(from: $0 - 1, to: $0) }
  }

  /// 2^-16. The cost is the sum of squares: its gradient has a factor of 2.
  var strength: Int32 { Int32(2 * beta * 65_536) }

  /// alpha / (beta B) of contrasts in 2^-20, for taps in 2^-30.
  var tapRates: [DigitalRate] {
    rates.map { rate in
      DigitalRate(mantissa: Int32(rate / (beta * Double(batch)) * 1_024 * 65_536), shift: 16)
    }
  }
}
