/// One entry of the table of sections: 16 bytes, directly behind the header.
public struct PlanSection: BitwiseCopyable, Sendable {
  /// ``Kind``.
  public var kind: UInt32
  /// Bytes of one entry.
  public var stride: UInt32
  /// From the start of the image, a multiple of 8.
  public var offset: UInt32
  /// Entries.
  public var count: UInt32

  public init(kind: Kind, stride: Int, offset: Int, count: Int) {
    self.kind = kind.rawValue
    self.stride = UInt32(truncatingIfNeeded: stride)
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  public static var byteCount: Int { MemoryLayout<PlanSection>.size }

  /// A field of this table's entries: its byte offset.
  public enum Field: UInt16, BitwiseCopyable, Sendable {
    case kind = 0
    case stride = 4
    case offset = 8
    case count = 12
  }

  /// What a section holds. The sections stand in this order; each is there exactly once.
  public enum Kind: UInt32, BitwiseCopyable, Sendable {
    /// ``PlanSource``, one per source.
    case sources = 1
    /// ``PlanOutput``, one per output.
    case outputs = 2
    /// UInt32, one per clamp: the node it holds.
    case clamps = 3
    /// ``PlanElement``, one per element.
    case elements = 4
    /// ``ScheduleStep``, ascending.
    case schedule = 5
    /// Samples to drive: example by example, T rows of one value per source.
    case trainInputs = 6
    /// UInt32 per training example: the row of its target.
    case trainTargets = 7
    case testInputs = 8
    case testTargets = 9
    /// Samples to reach: row by row, T times one value per output.
    case targetRows = 10
    /// ``PlanName``: board, task, then every node, source, clamp and element, then every class if
    /// there is a decision. Of a network of layers only board, task and classes have names.
    case names = 11
    /// UTF-8 bytes that the names point into.
    case text = 12
    /// The board's wiring in words of 8 bytes (docs/wiring.md); empty for a simulation only.
    case wiring = 13
    /// ``PlanTerm``, one per element; empty where every element is a conductance.
    case terms = 14
    /// UInt32, T rows of one per output: how much the output counts at a sample, in 2^-16; empty
    /// where all count fully.
    case sampleWeights = 15
    /// ``PlanLayer``, of a network without an analog part; empty where elements are listed.
    case layers = 16
    /// ``PlanBlock``: which layers' nodes are joined.
    case blocks = 17
    /// Levels to drive in 256ths of full scale, one per source: training, test, then validation
    /// examples. Only with layers, in place of `trainInputs` and `testInputs`.
    case images = 18
    /// UInt32 per validation example; only with layers.
    case validationTargets = 19

    public static var count: Int { 19 }

    /// Bytes of one entry.
    public var stride: Int {
      switch self {
      case .sources: MemoryLayout<PlanSource>.stride
      case .outputs: MemoryLayout<PlanOutput>.stride
      case .elements: MemoryLayout<PlanElement>.stride
      case .schedule: MemoryLayout<ScheduleStep>.stride
      case .names: MemoryLayout<PlanName>.stride
      case .text, .images: 1
      case .wiring: 8
      case .terms: MemoryLayout<PlanTerm>.stride
      case .layers: MemoryLayout<PlanLayer>.stride
      case .blocks: MemoryLayout<PlanBlock>.stride
      case .clamps, .trainInputs, .trainTargets, .testInputs, .testTargets, .targetRows,
        .sampleWeights, .validationTargets:
        4
      }
    }
  }
}
