/// A setting's place: its byte offset in the header. What a message names and a listing shows.
public enum PlanSetting: UInt32, BitwiseCopyable, Sendable {
  case magic = 0
  case version = 8
  case checksum = 12
  case totalBytes = 16
  case seed = 24
  case trials = 32
  case signThreshold = 40
  case fullScaleMicrovolts = 48
  case nodeCount = 52
  case samplesPerTrial = 56
  case readingsPerSample = 60
  case batchSize = 64
  case recordEvery = 68
  case evaluateEvery = 72
  case checkpointEvery = 76
  case selfTestEvery = 80
  case selfTestTolerance = 84
  case decision = 88
  case rule = 92
  case nudge = 96
  case order = 100
  case updateProbability = 104
  case hinge = 108
  case hingeMargin = 112
  case overclampQuarters = 116
  case overclampScale = 120
  case powerWeight = 124
  case decay = 128
  case sectionCount = 132
  case push = 136
  case wraps = 140
  case shrink = 144
  case twin = 148
  case evaluateTrain = 152
  case nudgedSettleMicroseconds = 156
  case alternates = 160
  case storesStates = 164

  /// The values that a plan may hold here.
  ///
  /// Settings without bounds of their own are not listed and give the whole range of 32 bits.
  public var allowed: ClosedRange<UInt32> {
    switch self {
    case .nodeCount: 1...65_535
    case .samplesPerTrial: 1...65_535
    case .readingsPerSample: 1...256
    case .batchSize: 1...UInt32(Plan.summandLimit)
    case .decision, .nudge: 0...2
    case .rule, .order, .hinge, .push, .wraps, .twin, .evaluateTrain, .alternates, .storesStates:
      0...1
    case .updateProbability: 1...256
    case .hingeMargin: 0...(1 << 21)
    case .overclampQuarters: 0...8
    case .overclampScale: 1...(1 << 20)
    case .selfTestTolerance: 0...(1 << 20)
    case .powerWeight: 0...(1 << 16)
    case .sectionCount: 19...19
    default: 0...UInt32.max
    }
  }
}
