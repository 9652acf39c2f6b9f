/// What an element of a network that moves in time sees at its ends: which of the local terms, and
/// what it takes to compute it. The element's `nodeA` is the node that it acts on, `nodeB` the one
/// that acts.
public struct PlanTerm: BitwiseCopyable, Equatable, Sendable {
  /// ``LocalTerm``.
  public var kind: UInt16
  /// Bit 0: reciprocal, the element acts the same way on both of its nodes.
  public var flags: UInt16 = 0
  /// A third node: the inhibitor of a channel; of a synapse or bias the probe of its neuron's
  /// activation.
  public var nodeC: UInt16 = 0
  public var reserved: UInt16 = 0
  /// The tap that regularisation pulls to.
  public var restTap: Int32
  /// How far the element moves for a contrast, of what the schedule's rate says; 2^-30.
  public var weight: Int32
  /// What the element is at tap 0: 2^-20 of its unit.
  public var offset: Int64
  /// And for each tap more, 2^-52 of its unit.
  public var scale: Int64

  public init(
    _ kind: LocalTerm, nodeC: UInt16 = 0, isReciprocal: Bool = false, restTap: Int32,
    weight: Int32 = 1 << 30, offset: Int64 = 0, scale: Int64 = 0
  ) {
    self.kind = kind.rawValue
    flags = isReciprocal ? 1 : 0
    self.nodeC = nodeC
    self.restTap = restTap
    self.weight = weight
    self.offset = offset
    self.scale = scale
  }

  @inlinable @inline(__always)
  public var isReciprocal: Bool { flags & 1 != 0 }

  /// What the element is at a tap, 2^-20 of its unit; within 2^26 for a checked plan.
  @inlinable @inline(__always)
  public func value(tap: Int32) -> Int64 { offset &+ (Int64(tap) &* scale) &>> 32 }
}

/// The local factors df/dtheta of the dynamics that are known. Raw values stand in plans: none is
/// ever given twice. `LearningEngine/Terms` has the formula of each.
public enum LocalTerm: UInt16, BitwiseCopyable, Sendable {
  /// x_j: a coupling of linear oscillators.
  case linear = 1
  /// sin(phi_j - phi_i): a coupling of phases.
  case sine = 2
  /// s' x_j: a synapse.
  case synapse = 3
  /// s': a neuron's bias.
  case bias = 4
  /// -x_i: a neuron's leak.
  case leak = 5
  /// -N_i N_j: an interaction of species.
  case interaction = 6
  /// The three rates of a channel, in this order, as three elements one after another.
  case speed = 7
  case halfSaturation = 8
  case inhibition = 9
}
