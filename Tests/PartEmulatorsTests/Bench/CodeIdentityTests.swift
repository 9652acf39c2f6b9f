import BoardInterface
import FixedPoint
import SimulatedBoard
import Testing
import Wiring

/// A converter of the simulated board and a chip behind the wiring's integers make the same codes and
/// samples, for every level and every code there is.
@Suite struct CodeIdentityTests {
  /// Full scale and reference in volts: equal, a power of two apart, and awkward on purpose, among
  /// them many levels in the very middle between two codes (3.0 and 2.5).
  static let ranges: [(fullScale: Double, reference: Double)] = [
    (3.3, 3.3), (5, 2.5), (3, 2.5), (3.3, 5), (2.5, 2.048),
  ]

  static let lanes = 64

  /// Nodes at a share of their own sources' voltages, and nothing else.
  static func followers(
    drive: ConverterModel, probe: ConverterModel, fullScale: Double, divider: Double
  ) -> BoardModel {
    BoardModel(
      name: "followers", seed: 1, fullScaleVolts: fullScale, nodes: (0..<lanes).map { "n\($0)" },
      sources: (0..<lanes).map {
        SourceModel(name: "s\($0)", node: $0, seriesOhms: divider - 1, converter: drive)
      }, clamps: [], probes: ProbeModel(converter: probe), elements: [],
      resistors: (0..<lanes).map { ResistorModel(name: "r\($0)", nodeA: $0, nodeB: nil, ohms: 1) })
  }

  /// One reading of every node at these levels.
  private func read(_ board: inout SimulatedBoard, _ levels: [Sample], _ raws: inout [Sample]) {
    board.drive(levels.span)
    board.settle(microseconds: 1)
    var span = raws.mutableSpan
    board.sample(into: &span)
  }

  @Test(arguments: [12, 16], [ranges[0], ranges[2], ranges[3]])
  func everyLevelBecomesTheWiringsCode(
    bits: Int, range: (fullScale: Double, reference: Double)
  ) throws {
    let (full, reference) = range
    let channel = outputChannel(0, 0, bits: bits, reference: reference, fullScale: full)
    // Half of what is driven, so that no code is beyond the ideal probe's full scale.
    var board = try SimulatedBoard(
      Self.followers(
        drive: ConverterModel(bits: bits, lowVolts: 0, highVolts: reference),
        probe: ConverterModel(bits: nil, lowVolts: 0, highVolts: full), fullScale: full,
        divider: 2))
    let codesPerHalf = 2 * full * 0x1p-20 / (reference / Double(1 << bits))
    var raws = Array(repeating: Sample(raw: 0), count: Self.lanes)
    var wrong = 0
    for start in stride(from: Int32(0), through: 1 << 20, by: Self.lanes) {
      let levels = (0..<Int32(Self.lanes)).map { Sample(raw: start + $0) }
      read(&board, levels, &raws)
      for (level, raw) in zip(levels, raws) {
        let code = Int32((Double(raw.raw) * codesPerHalf).rounded())
        if code != channel.code(level.raw) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: [10, 12, 15, 16, 23], ranges)
  func everyCodeBecomesTheWiringsSample(
    bits: Int, range: (fullScale: Double, reference: Double)
  ) throws {
    let (full, reference) = range
    let channel = inputChannel(0, 0, bits: bits, reference: reference, fullScale: full)
    // Sources far above full scale, divided by 64: a level's step is finer than any code's.
    var board = try SimulatedBoard(
      Self.followers(
        drive: ConverterModel(bits: nil, lowVolts: 0, highVolts: 128 * full),
        probe: ConverterModel(bits: bits, lowVolts: 0, highVolts: reference), fullScale: full,
        divider: 64))
    let levelsPerCode = 64 * reference / Double(1 << bits) / full * 0x1p20
    var raws = Array(repeating: Sample(raw: 0), count: Self.lanes)
    var wrong = 0
    // All codes up to 16 bits; of more one in 331.
    let apart = bits > 16 ? 331 : 1
    for start in stride(from: 0, to: 1 << bits, by: Self.lanes * apart) {
      let codes = (0..<Self.lanes).map { Int32(min(start + $0 * apart, 1 << bits - 1)) }
      let levels = codes.map { Sample(raw: Int32((Double($0) * levelsPerCode).rounded())) }
      read(&board, levels, &raws)
      for (code, raw) in zip(codes, raws) where raw.raw != channel.sample(code) { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
