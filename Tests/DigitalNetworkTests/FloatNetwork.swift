import DigitalNetwork
import Foundation

/// What a digital network computes with its weights of 16 bits, in floating point and without a cut
/// anywhere else.
struct FloatNetwork {
  private let bench: DigitalBench
  var states: [[Double]]

  init(_ bench: DigitalBench, image: [Int16]) {
    self.bench = bench
    states = bench.layers.map { Array(repeating: 0, count: Int($0.nodeCount)) }
    states[0] = image.map { Double($0) * 0x1p-15 }
  }

  private func said(_ layer: Int) -> [Double] {
    switch layer == 0 ? .hardSigmoid : bench.layers[layer].activation {
    case .hardSigmoid: states[layer]
    case .tanh: states[layer].map { tanh($0) }
    case .sigmoid: states[layer].map { 1 / (1 + exp(-$0)) }
    }
  }

  private func slope(_ layer: Int, _ said: Double) -> Double {
    switch bench.layers[layer].activation {
    case .hardSigmoid: 1
    case .tanh: 1 - said * said
    case .sigmoid: said * (1 - said)
    }
  }

  private func heard(_ layer: Int) -> [Double] {
    var sums = bench.biases[layer].map { Double($0) * 0x1p-30 }
    for (index, block) in bench.blocks.enumerated() {
      let (from, to) = (Int(block.from), Int(block.to))
      let taps = bench.taps[index].map { (Double($0) * 0x1p-15).rounded() * 0x1p-15 }
      let columns = states[to].count
      let (rows, others) = (said(from), said(to))
      for row in rows.indices {
        for column in others.indices {
          if from == to {
            guard row < column, to == layer else { continue }
            sums[column] += rows[row] * taps[row * columns + column]
            sums[row] += others[column] * taps[row * columns + column]
          } else if to == layer {
            sums[column] += rows[row] * taps[row * columns + column]
          } else if from == layer {
            sums[row] += others[column] * taps[row * columns + column]
          }
        }
      }
    }
    return sums
  }

  /// `1/2 sum s^2 - 1/2 sum w rho rho - sum b rho`, the imposed layer included.
  var energy: Double {
    var sum = states[0].reduce(0) { $0 + $1 * $1 / 2 }
    for layer in 1..<states.count {
      let biases = bench.biases[layer].map { Double($0) * 0x1p-30 }
      let (heard, said) = (heard(layer), said(layer))
      for node in states[layer].indices {
        sum += states[layer][node] * states[layer][node] / 2 - biases[node] * said[node]
        // Links between moving nodes are heard at both ends, those from the input at one.
        sum -= (heard[node] - biases[node] + input(layer)[node]) * said[node] / 2
      }
    }
    return sum
  }

  /// What of it comes from the input.
  private func input(_ layer: Int) -> [Double] {
    var sums = states[layer].map { _ in 0.0 }
    for (index, block) in bench.blocks.enumerated() where block.from == 0 && block.to == layer {
      for row in states[0].indices {
        for column in sums.indices {
          let tap = bench.taps[index][row * sums.count + column]
          sums[column] += states[0][row] * (Double(tap) * 0x1p-15).rounded() * 0x1p-15
        }
      }
    }
    return sums
  }

  private func moved(_ layer: Int, _ target: [Int16], _ strength: Double) -> [Double] {
    let (heard, said) = (heard(layer), said(layer))
    let rate = Double(bench.layers[layer].rate) * 0x1p-13
    return states[layer].indices.map { node in
      let state = states[layer][node]
      var change = slope(layer, said[node]) * heard[node] - state
      if layer == states.count - 1 {
        change += strength * (Double(target[node]) * 0x1p-15 - state)
      }
      let next = state + rate * change
      return bench.layers[layer].activation == .hardSigmoid ? min(max(next, 0), 1) : next
    }
  }

  mutating func sweep(_ order: DigitalOrder, towards target: [Int16], strength: Double) {
    let layers = Array(1..<states.count)
    let turns =
      order == .together ? [layers] : [1, 0].map { odd in layers.filter { $0 % 2 == odd } }
    for turn in turns {
      let next = turn.map { moved($0, target, strength) }
      for (layer, states) in zip(turn, next) { self.states[layer] = states }
    }
  }
}
