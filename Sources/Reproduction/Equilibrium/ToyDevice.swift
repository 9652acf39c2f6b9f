internal import DigitalNetwork

/// The toy network in the device's fixed point.
@safe
final class ToyDevice {
  private let memory: UnsafeMutableRawPointer
  private var network: DigitalNetwork
  private let target: [Int16]
  private let freeSteps: Int
  /// Steps of the last free phase until nothing changed any more.
  private(set) var stepsToRest = 0

  init(_ problem: ToyProblem, freeSteps: Int) throws {
    let layers = ToyProblem.nodes.map {
      DigitalLayer(nodeCount: Int32($0), rate: problem.rate, activation: .tanh)
    }
    let blocks = ToyProblem.pairs.map { DigitalBlock(from: Int32($0.from), to: Int32($0.to)) }
    let count = DigitalNetwork.byteCount(layers.span, blocks.span)
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 32)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    do {
      unsafe network = try DigitalNetwork(layers.span, blocks.span, block: memory)
    } catch {
      unsafe memory.deallocate()
      throw error
    }
    target = problem.target
    self.freeSteps = freeSteps
    for (index, block) in problem.weights.enumerated() {
      let taps = block.map { $0 << 15 }
      network.setWeights(block: index, taps: taps.span)
    }
    for (index, layer) in problem.biases.enumerated() {
      let taps = layer.map { $0 << 10 }
      network.setBiases(layer: index + 1, taps: taps.span)
    }
    network.impose(problem.levels.span)
  }

  deinit { unsafe memory.deallocate() }

  /// The nudged phase, from the end of a free one; `beta` is a multiple of 2^-16. `isCoarse`: what
  /// nodes say is read in the 16 bits that elements see.
  func nudged(steps: Int, beta: Double, isCoarse: Bool = false) -> ToyTrajectory {
    network.rest()
    stepsToRest = network.relax(sweeps: freeSteps)
    var found = ToyTrajectory(states: [states], levels: [levels(isCoarse)])
    let target = target
    let strength = Int32((beta * 65_536).rounded())
    for _ in 0..<steps {
      network.relax(sweeps: 1, towards: target.span, strength: strength)
      found.states.append(states)
      found.levels.append(levels(isCoarse))
    }
    return found
  }

  private var states: [Double] {
    (1...2).flatMap { layer in
      network.withFineStates(layer: layer) { states in
        states.indices.map { Double(states[$0]) * 0x1p-28 }
      }
    }
  }

  private func levels(_ isCoarse: Bool) -> [Double] {
    (1...2).flatMap { layer in
      isCoarse
        ? network.withStates(layer: layer) { states in
          states.indices.map { Double(states[$0]) * 0x1p-15 }
        }
        : network.withFineLevels(layer: layer) { levels in
          levels.indices.map { Double(levels[$0]) * 0x1p-30 }
        }
    }
  }
}
