import BoardInterface
import Plan
import PlanImage
import SimulatedBoard

/// Boards of nine nodes and sixteen edges, 3.3 V, twelve-bit converters with noise and errors.
enum SimulatedNetworks {
  static let converter = ConverterModel(
    bits: 12, lowVolts: 0, highVolts: 3.3, offsetVolts: 0.003, gainErrorFraction: 0.002,
    integralErrorSteps: 1, noiseVolts: 0.001)
  /// 50 mV.
  static let tolerance = UInt32(0.05 / 3.3 * 0x1p20)

  /// A ring of nine with seven chords; sources on nodes 0 to 3, clamps on 5, 6 and 8.
  static let meshed = [
    (0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 0),
    (0, 4), (1, 5), (2, 6), (3, 7), (4, 8), (2, 7), (1, 6),
  ]
  /// The same edges the other way: sources on 0 to 5, and three outputs that see nothing but
  /// sources.
  static let layered = [
    (0, 6), (1, 6), (2, 6), (3, 6), (0, 7), (1, 7), (2, 7), (3, 7), (0, 8), (1, 8), (2, 8), (3, 8),
    (4, 6), (5, 6), (4, 7), (5, 8),
  ]

  static func model(
    edges: [(Int, Int)], sources: [Int], clamps: [Int], seed: UInt64,
    law: ElementModel.Law = .linear(endToEndOhms: 100_000, wiperOhms: 60), taps: Int = 128,
    clampOhms: Double = 1, seriesOhms: Double = 1, startTap: (Int) -> Int = { _ in 64 }
  ) -> BoardModel {
    BoardModel(
      name: "test", seed: seed, fullScaleVolts: 3.3, nodes: (0..<9).map { "n\($0)" },
      sources: sources.map {
        SourceModel(name: "s\($0)", node: $0, seriesOhms: seriesOhms, converter: converter)
      },
      clamps: clamps.map {
        ClampModel(name: "c\($0)", node: $0, seriesOhms: clampOhms, converter: converter)
      },
      probes: ProbeModel(converter: converter),
      elements: edges.enumerated().map { index, edge in
        ElementModel(
          name: "e\(index)", nodeA: edge.0, nodeB: edge.1, law: law, taps: taps, minimumTap: 1,
          maximumTap: taps - 1, startTap: startTap(index), tolerance: 0.3)
      },
      settling: SettlingModel(timeConstantMicroseconds: 10))
  }

  /// A plan for the board; examples span the whole range.
  static func draft(_ model: BoardModel) -> PlanDraft {
    var draft = PlanDraft.minimal(
      nodes: 9, outputNodes: model.clamps.map(\.node), settleMicroseconds: 200)
    draft.sources = model.sources.map { PlanSource(node: UInt32($0.node)) }
    draft.elements = model.elements.map {
      .between(
        $0.nodeA, $0.nodeB, taps: Int32($0.minimumTap)...Int32($0.maximumTap),
        start: Int32($0.startTap), direction: Int64($0.direction))
    }
    draft.trainInputs = [0, fullScale].flatMap {
      Array(repeating: $0, count: model.sources.count)
    }
    draft.trainTargets = [0, 0]
    draft.header.selfTestTolerance = tolerance
    return draft.named()
  }
}
