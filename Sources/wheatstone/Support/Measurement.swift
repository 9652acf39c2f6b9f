import PlanImage
import BoardInterface
import CalibratedBoard
import FixedPoint
import Foundation
import SimulatedBoard
import Wiring

/// One steady state of a board, as it is or as the probes read it.
struct Measurement: Encodable {
  struct Node: Encodable {
    var name: String
    var volts: Double
  }

  struct Branch: Encodable {
    var name: String
    var from: String
    var to: String
    var amperes: Double
  }

  var board: String
  var ideal: Bool
  var nodes: [Node]
  var elements: [Branch]
  var sources: [Branch]
  var clamps: [Branch]
  var powerWatts: Double

  static func take(
    _ model: BoardModel, taps: [Int32]?, driveVolts: [Double], clampVolts: [Double]?, ideal: Bool,
    corrections: [UInt64]? = nil
  ) throws -> Measurement {
    let taps = taps ?? model.elements.map { Int32($0.startTap) }
    let state: NetworkState
    var volts: [Double]
    if ideal {
      let network = try ResistorNetwork(model)
      try network.turn(taps)
      state = try network.solve(driveVolts: driveVolts, clampVolts: clampVolts)
      volts = state.nodeVolts
    } else {
      let levels = (drive: samples(driveVolts, model), clamp: clampVolts.map { samples($0, model) })
      let readings: [Sample]
      if let corrections {
        (readings, state) = try unsafe corrections.withUnsafeBytes { bytes in
          let wiring = unsafe try Wiring(checking: bytes)
          let arena = Arena(byteCount: CalibratedBoard<SimulatedBoard>.byteCount(for: wiring))
          defer { withExtendedLifetime(arena) {} }
          var corrected = unsafe CalibratedBoard(
            try SimulatedBoard(model), wiring: wiring, block: arena.base)
          let readings = try read(&corrected, model, taps, levels.drive, levels.clamp)
          return (readings, corrected.withBoard { $0.trueState() })
        }
      } else {
        var board = try SimulatedBoard(model)
        readings = try read(&board, model, taps, levels.drive, levels.clamp)
        state = board.trueState()
      }
      volts = readings.map { Double($0.raw) / 1_048_576 * model.fullScaleVolts }
    }
    return Measurement(model, state, volts: volts, ideal: ideal)
  }

  /// One reading of every node.
  private static func read<B: Board & ~Copyable>(
    _ board: inout B, _ model: BoardModel, _ taps: [Int32], _ drive: [Sample], _ clamp: [Sample]?
  ) throws(BoardFault) -> [Sample] {
    try board.begin(Moment(trial: 0, example: 0, phase: .free))
    try board.turn(taps.span)
    try board.drive(drive.span)
    if let clamp { try board.clamp(clamp.span) }
    // Long enough for any board: over an hour.
    try board.settle(microseconds: .max)
    var readings = [Sample](repeating: .zero, count: model.nodes.count)
    var span = readings.mutableSpan
    try board.sample(into: &span)
    return readings
  }

  private static func samples(_ volts: [Double], _ model: BoardModel) -> [Sample] {
    volts.map { volts in
      let raw = (volts / model.fullScaleVolts * 1_048_576).rounded()
      return Sample(raw: Int32(min(max(raw, -2_097_152), 2_097_152)))
    }
  }

  private init(_ model: BoardModel, _ state: NetworkState, volts: [Double], ideal: Bool) {
    board = model.name
    self.ideal = ideal
    nodes = zip(model.nodes, volts).map { Node(name: $0, volts: $1) }
    elements = zip(model.elements, state.elementAmperes).map { element, amperes in
      Branch(
        name: element.name, from: model.nodes[element.nodeA], to: model.nodes[element.nodeB],
        amperes: amperes)
    }
    sources = zip(model.sources, state.sourceAmperes).map { source, amperes in
      Branch(name: source.name, from: "source", to: model.nodes[source.node], amperes: amperes)
    }
    clamps = zip(model.clamps, state.clampAmperes).map { clamp, amperes in
      Branch(name: clamp.name, from: "clamp", to: model.nodes[clamp.node], amperes: amperes)
    }
    powerWatts = state.powerWatts
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func text() -> String {
    var lines = [ideal ? "node voltages (exact)" : "node voltages (as probed)"]
    let width = (nodes.map(\.name) + elements.map(\.name)).map(\.count).max() ?? 0
    for node in nodes {
      lines.append("  \(Self.padded(node.name, width))  \(Readable.decimal(node.volts, 6)) V")
    }
    lines.append("currents")
    for branch in elements + sources + clamps {
      let microamperes = Readable.decimal(branch.amperes * 1e6, 4)
      lines.append(
        "  \(Self.padded(branch.name, width))  \(branch.from) -> \(branch.to)  \(microamperes) µA")
    }
    lines.append("power  \(Readable.decimal(powerWatts * 1e6, 3)) µW")
    return lines.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
