public import DigitalNetwork

/// One example's relaxation, sweep by sweep: first free, then nudged towards its target.
public struct RelaxationTrace: Equatable, Sendable {
  public enum Phase: String, Sendable {
    case free
    case nudged
  }

  /// The network after one sweep; the first is the network at rest, before any.
  public struct Step: Equatable, Sendable {
    public var phase: Phase
    /// 2^-15, of all layers but the imposed one.
    public var states: [[Int16]]
    public var energy: Double
    /// Nil without a target.
    public var cost: Double?
    /// How many states this sweep changed; 0 is a network that has come to a stop.
    public var changed: Int
  }

  /// How long, and how strongly nudged.
  public struct Settings: Equatable, Sendable {
    public var freeSweeps: Int
    public var nudgedSweeps: Int
    /// beta of F = E + beta C, within -2 to 2. The network's own strength is twice that, the
    /// derivative of C.
    public var beta: Double

    public init(freeSweeps: Int, nudgedSweeps: Int, beta: Double) {
      self.freeSweeps = freeSweeps
      self.nudgedSweeps = nudgedSweeps
      self.beta = beta
    }

    var strength: Int32 { Int32(max(-2, min(2, beta)) * 2 * 0x1p16) }
  }

  /// 2^-15.
  public let input: [Int16]
  public let target: [Int16]?
  /// From step 0; a phase ends early once a sweep changes nothing.
  public private(set) var steps: [Step]

  /// Relaxes the network from rest. `input` has one level for each node of the first layer, `target`,
  /// where there is one, one for each node of the last; 2^-15. Without a target nothing is nudged.
  public init(
    of network: inout DigitalNetwork, energy: RelaxationEnergy, input: [Int16], target: [Int16]?,
    settings: Settings
  ) {
    self.input = input
    self.target = target
    network.impose(input.span)
    network.rest()
    var states = Self.states(of: network)
    steps = []
    append(.free, states, changed: 0, energy)
    for _ in 0..<max(settings.freeSweeps, 0) {
      network.relax(sweeps: 1)
      guard record(.free, network, &states, energy) else { break }
    }
    guard let target else { return }
    for _ in 0..<max(settings.nudgedSweeps, 0) {
      network.relax(sweeps: 1, towards: target.span, strength: settings.strength)
      guard record(.nudged, network, &states, energy) else { break }
    }
  }

  /// Whether anything changed.
  private mutating func record(
    _ phase: Phase, _ network: borrowing DigitalNetwork, _ states: inout [[Int16]],
    _ energy: RelaxationEnergy
  ) -> Bool {
    let next = Self.states(of: network)
    let changed = zip(states, next).reduce(0) { sum, layers in
      sum + zip(layers.0, layers.1).count { $0 != $1 }
    }
    states = next
    append(phase, next, changed: changed, energy)
    return changed > 0
  }

  private mutating func append(
    _ phase: Phase, _ states: [[Int16]], changed: Int, _ energy: RelaxationEnergy
  ) {
    let cost = target.map { RelaxationEnergy.cost(states.last ?? [], target: $0) }
    steps.append(
      Step(
        phase: phase, states: states, energy: energy([input] + states), cost: cost,
        changed: changed))
  }

  private static func states(of network: borrowing DigitalNetwork) -> [[Int16]] {
    var all: [[Int16]] = []
    for layer in 1..<network.layerCount {
      all.append(
        network.withStates(layer: layer) { states in states.indices.map { states[$0] } })
    }
    return all
  }

  /// The last step before the nudge.
  public var lastFree: Int { (steps.firstIndex { $0.phase == .nudged } ?? steps.count) - 1 }

  /// The states of the last layer, 0 to 1, after a step; the last free one unless another is named.
  public func outputs(step: Int? = nil) -> [Double] {
    (steps[step ?? lastFree].states.last ?? []).map { Double($0) * 0x1p-15 }
  }
}
