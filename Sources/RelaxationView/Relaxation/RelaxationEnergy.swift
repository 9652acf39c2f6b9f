public import DigitalNetwork

/// The energy that a digital network goes down, as a number, from its 16-bit weights and states:
///
///     E = 1/2 sum s^2 - sum s_i w_ij s_j - sum b_i s_i
///
/// over all layers; the imposed one adds its 1/2 sum s^2, a constant. Source: Scellier and Bengio,
/// "Equilibrium Propagation", Frontiers in Computational Neuroscience 11, 24 (2017), eq. 1, with the
/// hard sigmoid, within whose bounds a state is its own activation.
public struct RelaxationEnergy: Sendable {
  /// Of each block, row by row, one row per node of the earlier layer.
  private let weights: [[Float]]
  private let blocks: [DigitalBlock]
  private let biases: [[Double]]

  /// Takes the weights and biases as they are now.
  public init(of network: borrowing DigitalNetwork) {
    var blocks: [DigitalBlock] = []
    var weights: [[Float]] = []
    for index in 0..<network.blockCount {
      let ends = network.ends(block: index)
      let (rows, columns) = (
        network.nodeCount(layer: Int(ends.from)), network.nodeCount(layer: Int(ends.to))
      )
      var values: [Float] = []
      values.reserveCapacity(rows * columns)
      for row in 0..<rows {
        for column in 0..<columns {
          // 16 bits are exact in a Float.
          values.append(Float(network.weight(block: index, row: row, column: column)) * 0x1p-15)
        }
      }
      blocks.append(ends)
      weights.append(values)
    }
    var biases: [[Double]] = [[]]
    for layer in 1..<network.layerCount {
      var values: [Double] = []
      for node in 0..<network.nodeCount(layer: layer) {
        values.append(Double(network.bias(layer: layer, node: node)) * 0x1p-20)
      }
      biases.append(values)
    }
    self.blocks = blocks
    self.weights = weights
    self.biases = biases
  }

  /// The energy of states, 2^-15, of all layers, the imposed one first.
  public func callAsFunction(_ states: [[Int16]]) -> Double {
    let states = states.map { $0.map { Double($0) * 0x1p-15 } }
    var energy = 0.0
    for layer in states { for state in layer { energy += state * state / 2 } }
    for (layer, biases) in zip(states, biases) {
      for (state, bias) in zip(layer, biases) { energy -= state * bias }
    }
    for (block, weights) in zip(blocks, weights) {
      energy -= product(states[Int(block.from)], weights, states[Int(block.to)])
    }
    return energy
  }

  private func product(_ earlier: [Double], _ weights: [Float], _ later: [Double]) -> Double {
    let spoken = later.indices.filter { later[$0] != 0 }
    var sum = 0.0
    for row in earlier.indices where earlier[row] != 0 {
      let start = row * later.count
      var heard = 0.0
      for column in spoken { heard += Double(weights[start + column]) * later[column] }
      sum += earlier[row] * heard
    }
    return sum
  }

  /// C = sum (y - d)^2 over the last layer; states and targets of 2^-15.
  public static func cost(_ outputs: [Int16], target: [Int16]) -> Double {
    zip(outputs, target).reduce(0) { sum, pair in
      let missing = (Double(pair.0) - Double(pair.1)) * 0x1p-15
      return sum + missing * missing
    }
  }
}
