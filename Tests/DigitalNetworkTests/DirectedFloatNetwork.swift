/// A network of three layers in floating point, each direction of its second block by itself.
struct DirectedFloatNetwork {
  /// Rows are the nodes that speak.
  var first: [[Double]]
  var there: [[Double]]
  var back: [[Double]]
  var biases: [[Double]]
  var states: [[Double]]

  /// Taps of 2^-30; `back` nil: as `there`.
  init(sizes: [Int], first: [Int32], there: [Int32], back: [Int32]?, biases: [[Int32]]) {
    func rows(_ taps: [Int32], _ columns: Int) -> [[Double]] {
      stride(from: 0, to: taps.count, by: columns).map { start in
        taps[start..<start + columns].map { Double($0) * 0x1p-30 }
      }
    }
    self.first = rows(first, sizes[1])
    self.there = rows(there, sizes[2])
    self.back = []
    self.biases = biases.map { $0.map { Double($0) * 0x1p-30 } }
    states = sizes.map { Array(repeating: 0, count: $0) }
    if let back {
      self.back = rows(back, sizes[1])
    } else {
      mirror()
    }
  }

  /// Both directions alike.
  mutating func mirror() {
    back = states[2].indices.map { output in states[1].indices.map { there[$0][output] } }
  }

  mutating func rest(_ image: [Int16]) {
    states[0] = image.map { Double($0) * 0x1p-15 }
    for layer in 1...2 { states[layer] = states[layer].map { _ in 0 } }
  }

  /// Half a step of the relaxation at a time; `strength` times what is missing pulls the outputs.
  mutating func relax(_ sweeps: Int, towards target: [Double] = [], strength: Double = 0) {
    for _ in 0..<sweeps {
      var hidden = biases[1]
      var outputs = biases[2]
      for node in hidden.indices {
        for (index, state) in states[0].enumerated() { hidden[node] += state * first[index][node] }
        for (index, state) in states[2].enumerated() { hidden[node] += state * back[index][node] }
      }
      for node in outputs.indices {
        for (index, state) in states[1].enumerated() { outputs[node] += state * there[index][node] }
        if !target.isEmpty { outputs[node] += strength * (target[node] - states[2][node]) }
      }
      states[1] = zip(states[1], hidden).map { min(max(($0 + $1) / 2, 0), 1) }
      states[2] = zip(states[2], outputs).map { min(max(($0 + $1) / 2, 0), 1) }
    }
  }
}

/// How far `found` is from `wanted`, as a share of the latter's length.
func distance(_ found: [Double], _ wanted: [Double]) -> Double {
  let off = zip(found, wanted).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
  return (off / wanted.map { $0 * $0 }.reduce(0, +)).squareRoot()
}
