import BoardInterface
import FixedPoint
import SimulatedBoard
import Testing

/// What chips do to a board pin by pin.
@Suite struct PinTests {
  /// Node b between two elements, a driven at 2 V and c at 0 V.
  private func threeNodes() -> BoardModel {
    BoardModel(
      name: "three", seed: 4, fullScaleVolts: 5, nodes: ["a", "b", "c"],
      sources: [source("s", 0, ohms: 1), source("t", 2, ohms: 1)], clamps: [],
      probes: ProbeModel(converter: idealConverter),
      elements: [pot("ab", 0, 1), pot("bc", 1, 2)])
  }

  private func volts(_ raws: [Int32]) -> [Double] { raws.map { Double($0) * 5 * 0x1p-20 } }

  @Test func anElementLeavesAndComesBackWhereItStands() throws {
    var board = try SimulatedBoard(threeNodes())
    let whole = board.reading(drive: samples([2, 0]))
    #expect(abs(volts(whole)[1] - 1) < 1e-4)
    board.disconnect([1])
    // No current: b is where a is.
    #expect(abs(volts(board.again())[1] - 2) < 1e-4)
    board.disconnect([0])
    #expect(abs(volts(board.again())[1]) < 1e-4)
    board.disconnect([])
    #expect(board.again() == whole)
  }

  /// With both gone b has no way to anywhere, and the others keep their voltages.
  @Test func aLostNodeIsHeldByItsProbe() throws {
    var board = try SimulatedBoard(threeNodes())
    _ = board.reading(drive: samples([2, 1]))
    board.disconnect([0, 1])
    let alone = volts(board.again())
    #expect(abs(alone[0] - 2) < 1e-5 && alone[1] == 0 && abs(alone[2] - 1) < 1e-5)
  }

  /// Neither a turn, nor a fault elsewhere, nor drift is a contact.
  @Test func whatIsDisconnectedStaysSo() throws {
    var model = threeNodes()
    model.drift = DriftModel(fraction: 0.1, periodTrials: 2_048)
    let fault = FaultInjection(.elementStuck, channel: 0, atTrial: 3)
    var board = try SimulatedBoard(model, faults: [fault])
    board.disconnect([1])
    for trial in UInt64(0)..<6 {
      let taps: [Int32] = [64, Int32(trial) * 20]
      board.turn(taps.span)
      let read = board.reading(trial: trial, drive: samples([2, 0]))
      #expect(abs(volts(read)[1] - 2) < 1e-4)
    }
    // The tap that it was turned to meanwhile: 100 of 128 against 64, wipers 50 ohm, drift 10 %.
    board.disconnect([])
    #expect(abs(volts(board.again())[1] - 2 * 78_175 / (78_175 + 50_050)) < 0.06)
  }

  /// Codes are those of a wiring, whose scales are multiples of 2^-32. Level 20 lies at
  /// 20 * 3 / 2.5 / 16 = 1.5 codes of a 16-bit converter of 2.5 V at 3 V full scale; its scale,
  /// 0.075, is 322,122,547.2 of those steps: rounded it lies below 1.5, and the code is 1.
  @Test func nearMiddlesGoWhereAWiringSendsThem() throws {
    let converter = ConverterModel(bits: 16, lowVolts: 0, highVolts: 2.5)
    var model = threeNodes()
    model.fullScaleVolts = 3
    model.nodes = ["a"]
    model.elements = []
    model.sources = [SourceModel(name: "s", node: 0, seriesOhms: 1, converter: converter)]
    model.probes = ProbeModel(converter: ConverterModel(bits: nil, lowVolts: 0, highVolts: 3))
    var board = try SimulatedBoard(model)
    // One code is 2^20 * 2.5 / 3 / 2^16 = 13.33 of a sample's steps.
    #expect(board.reading(drive: [Sample(raw: 20)]) == [13])
    #expect(board.reading(drive: [Sample(raw: 21)]) == [27])
    // 60 lies at 4.5, which goes to the even code anyway; 100 at 7.5, of which 8 is even.
    #expect(board.reading(drive: [Sample(raw: 60)]) == [53])
    #expect(board.reading(drive: [Sample(raw: 100)]) == [93])
  }
}
