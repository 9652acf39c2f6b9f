internal import DigitalNetwork
internal import FixedPoint

/// The network and the one example on which equilibrium propagation is held against the gradients
/// that it stands for: 10 imposed nodes that all others listen to, and 50 and 5 nodes that listen to
/// each other, with tanh. Source: Ernoult et al. (2019), the toy model of its figures 2 and 3.
///
/// All numbers are ones that the device has, so that float64 and fixed point compute the same
/// network: weights and levels in 2^-15, biases in 2^-20, the step in 2^-13.
struct ToyProblem {
  static let (inputs, hidden, outputs) = (10, 50, 5)
  /// Nodes that move: the hidden ones, then the outputs.
  static let moving = hidden + outputs
  static let (freeSteps, nudgedSteps) = (5_000, 80)

  /// The step, 2^-13; .08, as near as it goes.
  var rate: Int32 = 655
  /// 2^-15; row by row, a row per node of the earlier layer: input to hidden, input to output,
  /// hidden to output.
  var weights: [[Int32]]
  /// 2^-20, of hidden and output nodes.
  var biases: [[Int32]]
  /// 2^-15.
  var levels: [Int16]
  var target: [Int16]

  static let pairs: [(from: Int, to: Int)] = [(0, 1), (0, 2), (1, 2)]
  static let nodes = [inputs, hidden, outputs]

  /// Weights and biases uniform within one over the root of a node's inputs, as the reference
  /// starts them; levels uniform within 0 to 1; one output shall be 1, the others 0.
  init(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed), stream: 0x4550_3D42)
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    weights = Self.pairs.map { from, to in
      let reach = 1 / Double(Self.nodes[from]).squareRoot()
      return (0..<Self.nodes[from] * Self.nodes[to]).map { _ in
        Int32(((2 * uniform() - 1) * reach * 0x1p15).rounded())
      }
    }
    biases = [Self.hidden, Self.outputs].map { count in
      let reach = 1 / Double(count == Self.hidden ? Self.inputs : Self.hidden).squareRoot()
      return (0..<count).map { _ in Int32(((2 * uniform() - 1) * reach * 0x1p20).rounded()) }
    }
    levels = (0..<Self.inputs).map { _ in Int16(uniform() * 32_767) }
    let wanted = Int(uniform() * Double(Self.outputs))
    target = (0..<Self.outputs).map { $0 == wanted ? 32_767 : 0 }
  }
}
