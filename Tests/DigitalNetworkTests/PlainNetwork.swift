import DigitalNetwork

/// What a digital network computes, written down plainly: every pair, zeros too, one number at a
/// time, in 64 bits.
struct PlainNetwork {
  let bench: DigitalBench
  var states: [[Int64]]

  init(_ bench: DigitalBench, image: [Int16]) {
    self.bench = bench
    states = bench.layers.map { Array(repeating: 0, count: Int($0.nodeCount)) }
    states[0] = image.map { Int64($0) }
  }

  private func weight(_ tap: Int32) -> Int64 { (Int64(tap) + 1 << 14) >> 15 }

  private func products(of states: [Int64], _ weight: (Int) -> Int64) -> Int64 {
    stride(from: 0, to: states.count, by: 2).map { index in
      let second = index + 1 < states.count ? states[index + 1] * weight(index + 1) : 0
      return (states[index] * weight(index) + second) >> 10
    }.reduce(0, +)
  }

  /// What node `node` of a layer hears, 2^-20.
  func heard(layer: Int, node: Int) -> Int64 {
    var sum = (Int64(bench.biases[layer][node]) + 1 << 9) >> 10
    for (index, block) in bench.blocks.enumerated() {
      let taps = bench.taps[index]
      let columns = states[Int(block.to)].count
      if block.to == layer {
        sum += products(of: states[Int(block.from)]) { weight(taps[$0 * columns + node]) }
      } else if block.from == layer {
        sum += products(of: states[Int(block.to)]) { weight(taps[node * columns + $0]) }
      }
    }
    return sum
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
