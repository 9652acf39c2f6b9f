import Plan
import PlanImage
import SimulatedBoard

/// A board of nine nodes and sixteen potentiometers with everything that real ones have, and a task
/// on it: four examples for two outputs.
enum TestBoard {
  static let edges = [
    (0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 0),
    (0, 4), (1, 5), (2, 6), (3, 7), (4, 8), (2, 7), (1, 6),
  ]

  static func model(taps: Int = 128, noisy: Bool = true) -> BoardModel {
    let converter = ConverterModel(
      bits: 12, lowVolts: 0, highVolts: 3.3, offsetVolts: 0.001, gainErrorFraction: 0.001,
      integralErrorSteps: 1, noiseVolts: 0.0008)
    let model = BoardModel(
      name: "test", seed: 5, fullScaleVolts: 3.3, nodes: (0..<9).map { "n\($0)" },
      sources: [0, 2, 3].map {
        SourceModel(name: "s\($0)", node: $0, seriesOhms: 1, converter: converter)
      },
      clamps: [6, 8].map {
        ClampModel(name: "c\($0)", node: $0, seriesOhms: 1, converter: converter)
      },
      probes: ProbeModel(converter: converter, leakageAmperes: 1e-9),
      elements: edges.enumerated().map { index, edge in
        ElementModel(
          name: "e\(index)", nodeA: edge.0, nodeB: edge.1,
          law: .linear(endToEndOhms: 100_000, wiperOhms: 60), taps: taps, minimumTap: 1,
          maximumTap: taps - 1, startTap: taps / 2, tolerance: 0.3, tapSpread: 0.05,
          limitAmperes: 0.01)
      },
      settling: SettlingModel(timeConstantMicroseconds: 10), supplyErrorFraction: 0.001,
      drift: DriftModel(fraction: 0.1, periodTrials: 500))
    return noisy ? model : model.ideal()
  }

  /// `rate`: taps per full scale squared of contrast.
  static func draft(
    _ model: BoardModel, trials: UInt64, rate: Double = 500,
    configure: (inout PlanDraft) -> Void = { _ in }
  ) -> PlanDraft {
    func raw(_ part: Double) -> Int32 { Int32((part * 0x1p20).rounded()) }
    var draft = PlanDraft()
    draft.header.seed = 42
    draft.header.trials = trials
    draft.header.nodeCount = 9
    draft.header.recordEvery = 5
    draft.header.evaluateEvery = 16
    draft.header.checkpointEvery = 8
    draft.header.selfTestTolerance = UInt32(raw(0.05 / 3.3))
    draft.header.fullScaleMicrovolts = 3_300_000
    draft.sources = model.sources.map { PlanSource(node: UInt32($0.node)) }
    draft.clamps = model.clamps.map { UInt32($0.node) }
    draft.outputs = draft.clamps.enumerated().map { PlanOutput(node: $1, clamp: UInt32($0)) }
    draft.elements = model.elements.map {
      PlanElement(
        nodeA: UInt16($0.nodeA), nodeB: UInt16($0.nodeB), minimumTap: Int32($0.minimumTap),
        maximumTap: Int32($0.maximumTap), startTap: Int32($0.startTap),
        direction: Int64($0.direction))
    }
    // The mantissa is rate x 2^54; a shift of one for the upper half of the range.
    draft.schedule = [
      ScheduleStep(
        fromTrial: 0, eta: 13_107, settleMicroseconds: 100, rateMantissa: UInt64(rate * 0x1p50),
        rateShift: 4)
    ]
    let inputs: [[Double]] = [[0, 0.5, 1], [1, 0.5, 0], [0.2, 0.9, 0.4], [0.7, 0.1, 0.8]]
    draft.trainInputs = inputs.flatMap { $0.map(raw) }
    draft.trainTargets = [0, 1, 2, 3]
    draft.testInputs = inputs[1].map(raw)
    draft.testTargets = [1]
    draft.targetRows = [[0.5, 0.3], [0.5, 0.75], [0.6, 0.4], [0.4, 0.6]].flatMap { $0.map(raw) }
    configure(&draft)
    let classes = draft.header.decision == Decision.none.rawValue ? 0 : 4
    draft.names = Array(
      repeating: "", count: 2 + 9 + draft.sources.count + draft.clamps.count + 16 + classes)
    return draft
  }
}
