/// The first 192 bytes of a plan, little-endian, in this order without gaps (docs/plan.md).
public struct PlanHeader: BitwiseCopyable, Sendable {
  /// ``magicValue``.
  public var magic: UInt64 = Self.magicValue
  /// ``currentVersion``; a plan of another version is refused.
  public var version: UInt32 = Self.currentVersion
  /// CRC-32C of all bytes from offset 16 to the end.
  public var checksum: UInt32 = 0
  /// The size of the whole image.
  public var totalBytes: UInt64 = 0
  /// Draws the order of examples and the random subsets of elements.
  public var seed: UInt64 = 0
  /// Trials to run.
  public var trials: UInt64 = 0
  /// Contrasts of a smaller magnitude move nothing under the sign rule; in 2^-40 of full scale
  /// squared.
  public var signThreshold: Int64 = 0
  /// What a sample of 1 is, in microvolts; 0 where states are not voltages.
  public var fullScaleMicrovolts: UInt32 = 0
  /// Nodes; each is sampled.
  public var nodeCount: UInt32 = 0
  /// Samples per trial and node (T); 1 in a static task.
  public var samplesPerTrial: UInt32 = 1
  /// Readings averaged into one sample, 1 to 256.
  public var readingsPerSample: UInt32 = 1
  /// Trials whose contrasts are summed before an update.
  public var batchSize: UInt32 = 1
  /// Trials between two learning records; 0 for none.
  public var recordEvery: UInt32 = 0
  /// Trials between two evaluations; 0 for one at the start and one at the end only.
  public var evaluateEvery: UInt32 = 0
  /// Trials between two checkpoints, a multiple of the batch size; 0 for one at the end only.
  public var checkpointEvery: UInt32 = 0
  /// Trials between two self-tests; 0 for none at all.
  public var selfTestEvery: UInt32 = 0
  /// Largest deviation of a node in the self-test, raw sample.
  public var selfTestTolerance: UInt32 = 0
  /// How an answer is read: ``Decision``.
  public var decision: UInt32 = 0
  /// From contrast to taps: ``Rule``.
  public var rule: UInt32 = 0
  /// One-sided or symmetric: ``Nudge``.
  public var nudge: UInt32 = 0
  /// The order of examples: ``Order``.
  public var order: UInt32 = 0
  /// An element takes part in an update with this probability, in 1/256; 256 is always.
  public var updateProbability: UInt32 = 256
  /// 0: every trial updates. 1: only wrong ones, or those below the margin.
  public var hinge: UInt32 = 0
  /// The margin: raw sample. With a decision, by how much the right answer must win; without one,
  /// the largest error of an output that is still good.
  public var hingeMargin: UInt32 = 0
  /// The nudge grows with |error|^(quarters / 4); 4 is proportional. 0 to 8.
  public var overclampQuarters: UInt32 = 4
  /// The error at which every exponent gives the same nudge, raw sample, at least 1.
  public var overclampScale: UInt32 = 1 << 20
  /// Weight of the dissipated power in the contrast, in 2^-16 of the squared drop.
  public var powerWeight: UInt32 = 0
  /// L2: how much of an element's distance from no conductance one update takes away, in 2^-32.
  public var decay: UInt32 = 0
  /// Entries in the table of sections that follows the header.
  public var sectionCount: UInt32 = 0
  /// What a clamp does to its node: ``Push``.
  public var push: UInt32 = 0
  /// 1: states are phases; full scale is half a turn, and differences are taken around the circle.
  public var wraps: UInt32 = 0
  /// L1: how far one update pulls an element towards rest, in 2^-30 of a tap.
  public var shrink: UInt32 = 0
  /// 1: the board is two copies of its network, and the clamped one follows the free one by a sample.
  public var twin: UInt32 = 0
  /// 0: evaluations before the last one leave the training set out.
  public var evaluateTrain: UInt32 = 1
  /// How long a nudged network is given, as `settleMicroseconds` says it for a free one; 0 for as
  /// long.
  public var nudgedSettleMicroseconds: UInt32 = 0
  /// 1: odd and even layers move in turn; 0: all at once.
  public var alternates: UInt32 = 0
  /// 1: a free response begins where the example's last one ended; 0: at rest.
  public var storesStates: UInt32 = 0
  /// Zero; makes the header 192 bytes.
  public var reserved: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0, 0)

  public init() {}

  /// "WHTSTPLN" read as a little-endian word.
  public static var magicValue: UInt64 { 0x4E4C_5054_5354_4857 }
  public static var currentVersion: UInt32 { 4 }
  public static var byteCount: Int { MemoryLayout<PlanHeader>.size }
  /// The checksum covers everything from here on.
  public static var checksumStart: Int { 16 }
}

/// How an answer is read from the outputs.
public enum Decision: UInt32, BitwiseCopyable, Sendable {
  /// No classes: the outputs are the answer.
  case none = 0
  /// The class whose target row lies nearest (sum of squares).
  case nearestTarget = 1
  /// The class whose output is the largest; class c is output c.
  case largestOutput = 2
}

/// What a clamp does to its node.
public enum Push: UInt32, BitwiseCopyable, Sendable {
  /// Holds it at the clamp's level: `V_F + eta (target - V_F)`.
  case position = 0
  /// Pushes it with the clamp's level: `eta (target - V_F)`, added to what moves it.
  case force = 1
}

/// From contrast to taps.
public enum Rule: UInt32, BitwiseCopyable, Sendable {
  /// rate x contrast, with the residual below one tap kept.
  case proportional = 0
  /// One tap by the contrast's sign.
  case sign = 1
}

/// On which sides of the free response the outputs are nudged.
public enum Nudge: UInt32, BitwiseCopyable, Sendable {
  /// Free against clamped at +eta.
  case oneSided = 0
  /// Clamped at -eta against clamped at +eta.
  case symmetric = 1
  /// Free against clamped at +eta or at -eta, drawn for each batch. Only with layers.
  case eitherSide = 2
}

/// The order in which examples are shown.
public enum Order: UInt32, BitwiseCopyable, Sendable {
  /// As in the plan, again and again.
  case cyclic = 0
  /// Each epoch in another order, drawn from the seed.
  case shuffled = 1
}
