import Plan

extension PlanSetting {
  /// As in ``PlanHeader``.
  public var name: String { "\(self)" }

  /// What a plan may hold here, in words.
  public var allowedText: String {
    switch self {
    case .magic: "the bytes WHTSTPLN"
    case .version: "\(PlanHeader.currentVersion)"
    case .checksum: "the CRC-32C of bytes 16 to the end"
    case .totalBytes: "the image's size, at most \(Plan.byteLimit)"
    case .seed: "any"
    case .trials: "0 to 2^48"
    case .signThreshold: "0 to 2^63 - 1"
    case .samplesPerTrial: "1 to 65535, times nodeCount at most 2^26"
    case .batchSize: "1 to 524288, times samplesPerTrial at most 2^19"
    case .checkpointEvery: "a multiple of batchSize, or 0"
    case .decision: "0 (none), 1 (nearest target) or 2 (largest output)"
    case .rule: "0 (proportional) or 1 (sign)"
    case .nudge: "0 (one-sided), 1 (symmetric) or, with layers, 2 (either side)"
    case .storesStates:
      "0 (free responses begin at rest) or, with layers, 1 (where the example's last one ended), where "
        + "epochs are whole batches and the states of all examples fit 1 GiB"
    case .alternates: "0 (all layers at once) or, with layers, 1 (odd and even ones in turn)"
    case .evaluateTrain: "0 (in the last evaluation only) or 1 (in all)"
    case .order: "0 (cyclic) or 1 (shuffled)"
    case .hinge: "0 (every trial teaches) or 1 (only wrong or narrow ones)"
    case .sectionCount: "\(PlanSection.Kind.count)"
    case .push: "0 (position) or 1 (force)"
    case .wraps: "0 (states are levels) or 1 (states are phases)"
    case .twin:
      "0 (one network) or 1 (two copies), which knows no symmetric nudge, no self-test, no wiring, "
        + "and the hinge only where samplesPerTrial is 1"
    case .nodeCount, .readingsPerSample, .updateProbability, .hingeMargin, .overclampQuarters,
      .overclampScale, .selfTestTolerance, .powerWeight:
      "\(allowed.lowerBound) to \(allowed.upperBound)"
    case .evaluateEvery: "any 32 bits; with layers a multiple of batchSize, or 0"
    case .fullScaleMicrovolts, .recordEvery, .selfTestEvery, .decay,
      .shrink, .nudgedSettleMicroseconds:
      "any 32 bits"
    }
  }
}

extension PlanSection.Kind {
  public var name: String { "\(self)" }

  /// How many entries there may be, in words.
  public var allowedCount: String {
    switch self {
    case .sources, .outputs, .clamps: "1 to 65535"
    case .elements: "1 to 2^24; none with layers"
    case .schedule, .trainTargets: "at least 1"
    case .testTargets, .text, .wiring:
      "any number that the image has room for; no wiring on a twin board"
    case .trainInputs:
      "as many as training examples x samplesPerTrial x sources; none with layers"
    case .testInputs: "as many as test examples x samplesPerTrial x sources; none with layers"
    case .targetRows:
      "one or more whole rows of samplesPerTrial x outputs, and as many rows as outputs where the "
        + "largest output decides"
    case .terms: "none, or one per element"
    case .sampleWeights: "none, or samplesPerTrial x outputs"
    case .layers: "none, or 2 to 8"
    case .blocks: "none without layers, else 1 to 16"
    case .images: "none without layers, else all examples x sources"
    case .validationTargets: "none without layers, else any number that the image has room for"
    case .names:
      "board, task, and one for each node, source, clamp, element and class; with layers board, task "
        + "and one for each class"
    }
  }
}

extension PlanEntryField {
  /// As in the entry's declaration: `startTap` of ``PlanElement``.
  public var name: String {
    let words = "\(self)".drop { $0.isLowercase }
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// What a plan may hold here, in words.
  public var allowedText: String {
    switch self {
    case .sourceNode, .clampNode, .outputNode, .elementNodeA, .elementNodeB:
      "a node, below nodeCount"
    case .outputMinusNode: "a node, below nodeCount, or 4294967295 with the same minusClamp"
    case .outputClamp: "a clamp that holds the output's node"
    case .outputMinusClamp: "a clamp that holds minusNode, or 4294967295 with the same minusNode"
    case .elementMinimumTap: "0 to maximumTap"
    case .elementMaximumTap: "minimumTap to 2^24"
    case .elementStartTap: "minimumTap to maximumTap"
    case .elementDirection: "1 or -1"
    case .stepFromTrial: "0 in the first step, then ascending; multiples of batchSize"
    case .stepRateMantissa: "0 to 2^63 - 1"
    case .stepRateShift: "0 to 19 less the bits of samplesPerTrial x batchSize"
    case .stepEta: "1 to 262144 (4 x 2^16)"
    case .stepSettleMicroseconds: "any 32 bits"
    case .stepReserved: "0, not read"
    case .trainTarget, .testTarget, .validationTarget: "a target row, below their number"
    case .sourceSafeLevel, .trainInput, .testInput, .targetLevel: "-2097152 to 2097152 (2 x 2^20)"
    case .nameOffset: "at or behind the end of the name before, within the text"
    case .nameLength: "up to the end of the text"
    case .textByte: "any"
    case .termKind: "1 to 9; 7, 8, 9 only one after another, between the same nodes"
    case .termFlags: "0, or 1 (reciprocal) with the kinds 1 and 2"
    case .termNodeC: "a node, below nodeCount"
    case .termReserved: "0, not read"
    case .termRestTap: "minimumTap to maximumTap"
    case .termWeight: "0 to 2^30"
    case .termOffset:
      "-2^26 to 2^26; at least 0 for the kinds 7 and 9, at least 2^6 for kind 8, at minimumTap"
    case .termScale:
      "such that no tap is beyond 2^26 in magnitude; not negative for the kinds 7 to 9"
    case .layerNodeCount:
      "1 to 2048, such that no node listens to more than 2000 others (odd layers count one more)"
    case .layerRate: "1 to 8192; any in the first layer"
    case .layerActivation: "0 (hard sigmoid), 1 (tanh) or 2 (sigmoid)"
    case .layerReserved, .blockReserved: "0, not read"
    case .blockFrom: "a layer before the other, or the same"
    case .blockTo: "a layer behind the other, or the same, but not the first"
    case .blockWeightBits: "2 to 16"
    case .blockWeightScale: "0 to 16 - weightBits"
    case .blockStartReach: "0 to 2^30 - 1"
    case .blockWeight: "0 to 2^30"
    case .imageByte: "any"
    case .sampleWeight:
      "0 to 65536; where clamps hold their nodes, of all outputs at a sample or of none"
    }
  }
}
