import BoardInterface
import FixedPoint
import SimulatedBoard
import Testing

/// Sources at their safe voltage, clamps released, elements where the board file says.
@Suite struct SafeStateTests {
  @Test func everythingGoesWhereTheModelSays() throws {
    let ideal = ConverterModel(bits: nil, lowVolts: 0, highVolts: 1)
    func element(_ name: String, safeTap: Int?) -> ElementModel {
      ElementModel(
        name: name, nodeA: 0, nodeB: 1, law: .linear(endToEndOhms: 1_000, wiperOhms: 1), taps: 128,
        minimumTap: 0, maximumTap: 127, startTap: 64, safeTap: safeTap)
    }
    let model = BoardModel(
      name: "safe", seed: 1, fullScaleVolts: 1, nodes: ["a", "b"],
      sources: [
        SourceModel(name: "s", node: 0, seriesOhms: 10, converter: ideal, safeVolts: 0.25),
        SourceModel(name: "t", node: 1, seriesOhms: 10, converter: ideal),
      ],
      clamps: [ClampModel(name: "c", node: 1, seriesOhms: 1, converter: ideal)],
      probes: ProbeModel(converter: ideal),
      elements: [element("stays", safeTap: nil), element("goes", safeTap: 127)])
    var board = try SimulatedBoard(model)
    board.begin(Moment(trial: 0, example: 0, phase: .free))
    board.turn([10, 10].span)
    board.drive([Sample(raw: 1 << 20), Sample(raw: 1 << 19)].span)
    board.clamp([Sample(raw: 1 << 20)].span)
    board.makeSafe()
    // 0.25 V behind 10 ohm, two elements in parallel, 10 ohm to 0 V.
    let parallel = 1 / (1 / (1 + 1_000 * 10.0 / 128) + 1 / (1 + 1_000 * 127.0 / 128))
    let current = 0.25 / (20 + parallel)
    let volts = board.trueState().nodeVolts
    #expect(abs(volts[0] - (0.25 - 10 * current)) < 1e-12)
    #expect(abs(volts[1] - 10 * current) < 1e-12)
  }
}
