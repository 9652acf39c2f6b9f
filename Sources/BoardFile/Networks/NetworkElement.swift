public import Plan
public import SimulatedBoard

/// One parameter of a network as an element of a plan.
public struct NetworkElement: Sendable {
  public var to: Int
  public var from: Int
  public var third: Int
  public var term: LocalTerm
  public var isReciprocal: Bool

  public init(_ term: LocalTerm, to: Int, from: Int, third: Int = 0, isReciprocal: Bool = false) {
    self.to = to
    self.from = from
    self.third = third
    self.term = term
    self.isReciprocal = isReciprocal
  }
}

/// A dynamics whose parameters a plan can teach.
public protocol TeachableDynamics: NetworkDynamics {
  /// One per parameter, in their order.
  var elements: [NetworkElement] { get }
}

extension LinearOscillators: TeachableDynamics {
  public var elements: [NetworkElement] {
    couplings.map {
      NetworkElement(.linear, to: $0.to, from: $0.from, isReciprocal: $0.isReciprocal)
    }
  }
}

extension Kuramoto: TeachableDynamics {
  public var elements: [NetworkElement] {
    couplings.map {
      NetworkElement(.sine, to: $0.to, from: $0.from, isReciprocal: $0.isReciprocal)
    }
  }
}

extension LeakyIntegrateAndFire: TeachableDynamics {
  /// Activations are probed behind the states.
  public var elements: [NetworkElement] {
    synapses.map {
      NetworkElement(.synapse, to: $0.to, from: $0.from, third: nodeCount + $0.to)
    }
      + (0..<nodeCount).map { NetworkElement(.bias, to: $0, from: $0, third: nodeCount + $0) }
      + (0..<nodeCount).map { NetworkElement(.leak, to: $0, from: $0) }
  }
}

extension LotkaVolterra: TeachableDynamics {
  public var elements: [NetworkElement] {
    interactions.map { NetworkElement(.interaction, to: $0.to, from: $0.from) }
  }
}

extension MichaelisMenten: TeachableDynamics {
  public var elements: [NetworkElement] {
    channels.flatMap { channel in
      [LocalTerm.speed, .halfSaturation, .inhibition].map {
        NetworkElement($0, to: channel.to, from: channel.from, third: channel.inhibitor)
      }
    }
  }
}
