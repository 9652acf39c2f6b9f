import DigitalNetwork

/// What a digital network computes, written down plainly: every product, zeros too, every sum
/// anew, one number at a time, in 64 bits.
struct PlainNetwork {
  let bench: DigitalBench
  var states: [[Int64]]

  init(_ bench: DigitalBench, image: [Int16]) {
    self.bench = bench
    states = bench.layers.map { Array(repeating: 0, count: Int($0.nodeCount)) }
    states[0] = image.map { Int64($0) }
  }

  private func weight(_ tap: Int32) -> Int64 { (Int64(tap) + 1 << 14) >> 15 }

  /// The exact sum, 2^-30.
  private func products(of states: [Int64], _ weight: (Int) -> Int64) -> Int64 {
    states.indices.map { states[$0] * weight($0) }.reduce(0, +)
  }

  /// What node `node` of a layer hears, 2^-20: its bias, what is imposed, and what moves.
  func heard(layer: Int, node: Int) -> Int64 {
    var (imposed, moving) = (Int64(0), Int64(0))
    for (index, block) in bench.blocks.enumerated() {
      let taps = bench.taps[index]
      let columns = states[Int(block.to)].count
      if block.to == layer {
        let sum = products(of: states[Int(block.from)]) { weight(taps[$0 * columns + node]) }
        if block.from == 0 { imposed += sum } else { moving += sum }
      } else if block.from == layer {
        moving += products(of: states[Int(block.to)]) { weight(taps[node * columns + $0]) }
      }
    }
    return (Int64(bench.biases[layer][node]) + 1 << 9) >> 10 + imposed >> 10 + moving >> 10
  }

  mutating func sweep(towards target: [Int16]? = nil, strength: Int64 = 0) {
    var next = states
    for layer in 1..<states.count {
      for node in states[layer].indices {
        var sum = heard(layer: layer, node: node)
        if let target, layer == states.count - 1 {
          sum += (strength * (Int64(target[node]) - states[layer][node])) >> 11
        }
        let state = states[layer][node]
        let aim = min(max(sum >> 5, -3 * 32767), 4 * 32767)
        let moved = state + ((aim - state) * Int64(bench.layers[layer].rate) + 1 << 12) >> 13
        next[layer][node] = min(max(moved, 0), 32767)
      }
    }
    states = next
  }
}
