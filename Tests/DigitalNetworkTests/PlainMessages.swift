import DigitalNetwork

/// What a network of messages computes, written down plainly: what a node hears is summed up anew, in
/// 64 bits, from all that the others have said.
struct PlainMessages {
  let bench: DigitalBench
  var states: [[Int64]]
  var said: [[Int64]]
  var sent: [Int]
  /// A message of -1 was sent.
  var hasTakenBack = false

  init(_ bench: DigitalBench, _ image: [Int16]) {
    self.bench = bench
    states = bench.layers.map { Array(repeating: 0, count: Int($0.nodeCount)) }
    said = states
    sent = states.map { _ in 0 }
    states[0] = image.map { Int64($0) }
  }

  /// Weights of 2^-12: those of 2^-15, rounded.
  private func weight(_ tap: Int32) -> Int64 { ((Int64(tap) + 1 << 14) >> 15 + 4) >> 3 }

  /// 2^-20.
  private func heard(layer: Int, node: Int) -> Int64 {
    var sum: Int64 = 0
    for (index, block) in bench.blocks.enumerated() {
      let (from, to, taps) = (Int(block.from), Int(block.to), bench.taps[index])
      let columns = said[to].count
      if to == layer {
        for (row, said) in said[from].enumerated() {
          sum += weight(taps[row * columns + node]) * said
        }
      } else if from == layer {
        for (column, said) in said[to].enumerated() {
          sum += weight(taps[node * columns + column]) * said
        }
      }
    }
    return sum >> 7
  }

  mutating func step(_ bits: Int32, _ target: [Int16]?, pull: Int64, isAway: Bool) {
    let quantum = Int64(1) << (15 - Int64(bits))
    for layer in states.indices {
      for node in states[layer].indices {
        let owed = 2 * (states[layer][node] - said[layer][node])
        if owed > quantum, said[layer][node] + quantum <= 32_768 {
          said[layer][node] += quantum
          sent[layer] += 1
        } else if owed < -quantum, said[layer][node] >= quantum {
          said[layer][node] -= quantum
          sent[layer] += 1
          hasTakenBack = true
        }
      }
    }
    let last = states.count - 1
    var next = states
    for layer in 1...last {
      for node in states[layer].indices {
        var sum = heard(layer: layer, node: node)
        sum += (Int64(bench.biases[layer][node]) + 1 << 9) >> 10
        if let target, layer == last {
          let push = ((Int64(target[node]) - states[layer][node]) * 32) >> pull
          sum += isAway ? -push : push
        }
        let aim = min(max(sum >> 5, -3 * 32_767), 4 * 32_767)
        let moved = states[layer][node] + (aim - states[layer][node] + 1) >> 1
        next[layer][node] = min(max(moved, 0), 32_767)
      }
    }
    states = next
  }
}
