import Plan
import PlanImage

extension Refusal {
  /// Settings of 32 bits with what lies just outside of their ranges.
  private static let outside: [(name: String, offset: Int, values: [UInt32])] = [
    ("nodeCount", 52, [0, 65_536, .max]),
    ("samplesPerTrial", 56, [0, 65_536, .max]),
    ("readingsPerSample", 60, [0, 257, .max]),
    ("batchSize", 64, [0, (1 << 19) + 1, .max]),
    ("selfTestTolerance", 84, [(1 << 20) + 1, .max]),
    ("decision", 88, [3, .max]),
    ("rule", 92, [2, .max]),
    ("nudge", 96, [2, 3, .max]),
    ("order", 100, [2, .max]),
    ("updateProbability", 104, [0, 257, .max]),
    ("hinge", 108, [2, .max]),
    ("hingeMargin", 112, [(1 << 21) + 1, .max]),
    ("overclampQuarters", 116, [9, .max]),
    ("overclampScale", 120, [0, (1 << 20) + 1, .max]),
    ("powerWeight", 124, [(1 << 16) + 1, .max]),
    ("push", 136, [2, .max]),
    ("wraps", 140, [2, .max]),
    ("evaluateTrain", 152, [2, .max]),
    // One network of resistors has no layers that could take turns.
    ("alternates", 160, [1, 2, .max]),
    // Nor states that it keeps.
    ("storesStates", 164, [1, 2, .max]),
    // The sample nudges on both sides, and its hinge decides after two samples.
    ("twin", 148, [1, 2, .max]),
  ]

  static let settings: [Refusal] =
    outside.flatMap { field in
      field.values.map { value in
        bytes("\(field.name) \(value)", setting(UInt64(field.offset), Int64(value))) {
          $0.set(value, at: field.offset)
        }
      }
    } + [
      bytes("2^26 + 1024 samples in a trajectory", setting(56, 1_025)) {
        $0.set(UInt32(65_535), at: 52)
        $0.set(UInt32(1_025), at: 56)
      },
      draft("a twin that tests itself", setting(148, 1)) {
        $0.makeTwin()
        $0.header.selfTestEvery = 1
      },
      draft("a twin that nudges on both sides", setting(148, 1)) {
        $0.makeTwin()
        $0.header.nudge = Nudge.symmetric.rawValue
      },
      draft("a twin whose hinge decides at its end", setting(148, 1)) {
        $0.makeTwin()
        $0.header.hinge = 1
      },
      draft("a twin with a wiring", section(13, 12, Int64(sampleWiring().words().count))) {
        $0.makeTwin()
        $0.wiring = sampleWiring()
      },
      bytes("checkpoints within a batch", setting(76, 49)) { $0.set(UInt32(49), at: 76) },
      bytes("signThreshold -1", setting(40, -1)) { $0.set(Int64(-1), at: 40) },
      bytes("trials 2^48 + 1", setting(32, (1 << 48) + 1)) { $0.set(UInt64(1 << 48) + 1, at: 32) },
      bytes("trials 2^64 - 1", setting(32, -1)) { $0.set(UInt64.max, at: 32) },
    ]

  static let counts: [Refusal] = [
    draft("no source", section(1, 12, 0)) {
      $0.sources = []
      $0.trainInputs = []
      $0.testInputs = []
    },
    draft("65536 sources", section(1, 12, 65_536)) {
      $0.sources = Array(repeating: PlanSource(node: 0), count: 65_536)
    },
    draft("no output", section(2, 12, 0)) { $0.outputs = [] },
    draft("65536 outputs", section(2, 12, 65_536)) {
      $0.outputs = Array(repeating: PlanOutput(node: 1, clamp: 2), count: 65_536)
    },
    draft("no clamp", section(3, 12, 0)) { $0.clamps = [] },
    draft("65536 clamps", section(3, 12, 65_536)) {
      $0.clamps = Array(repeating: 0, count: 65_536)
    },
    draft("no element", section(4, 12, 0)) { $0.elements = [] },
    draft("no step", section(5, 12, 0)) { $0.schedule = [] },
    draft("no training example", section(7, 12, 0)) {
      $0.trainTargets = []
      $0.trainInputs = []
    },
    draft("a training input too few", section(6, 12, 11)) { $0.trainInputs.removeLast() },
    draft("a training target too few", section(6, 12, 12)) { $0.trainTargets.removeLast() },
    draft("a test input too many", section(8, 12, 5)) { $0.testInputs.append(0) },
    draft("no test target", section(8, 12, 4)) { $0.testTargets = [] },
    draft("no target", section(10, 12, 0)) { $0.targetRows = [] },
    draft("part of a target", section(10, 12, 7)) { $0.targetRows.removeLast() },
    draft("less than one target", section(10, 12, 3)) { $0.targetRows.removeLast(5) },
    draft("more classes than outputs", section(10, 12, 12)) {
      $0.header.decision = Decision.largestOutput.rawValue
      $0.targetRows += [1, 2, 3, 4]
    },
    draft("a name too few", section(11, 12, 15)) { $0.names.removeLast() },
    draft("a name too many", section(11, 12, 17)) { $0.names.append("") },
    draft("class names without classes", section(11, 12, 16)) { $0.header.decision = 0 },
  ]
}
