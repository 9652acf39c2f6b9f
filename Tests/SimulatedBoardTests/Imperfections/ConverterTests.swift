import BoardInterface
import FixedPoint
import SimulatedBoard
import Testing

@Suite struct ConverterTests {
  /// One node that follows its source exactly (nothing draws current).
  private func follower(
    probe: ConverterModel, drive: ConverterModel = idealConverter, fullScale: Double = 4.096
  ) -> BoardModel {
    BoardModel(
      name: "follower", seed: 9, fullScaleVolts: fullScale, nodes: ["n"],
      sources: [SourceModel(name: "s", node: 0, seriesOhms: 1, converter: drive)], clamps: [],
      probes: ProbeModel(converter: probe), elements: [])
  }

  @Test func everyCodeOfAnIdealTwelveBitConverter() throws {
    // 1 mV a step; full scale 4.096 V: code c is c / 4096, raw 256 c, exactly.
    var board = try SimulatedBoard(
      follower(probe: ConverterModel(bits: 12, lowVolts: 0, highVolts: 4.096)))
    for code in 0..<4096 {
      // A little under half a step below and above the code's centre.
      for away in [-127, 0, 127] {
        let raw = Int32(256 * code + away)
        let read = board.reading(drive: [Sample(raw: raw)])
        #expect(read == [Int32(256 * code)])
      }
    }
    // Beyond the last code and below the first.
    #expect(board.reading(drive: [Sample(raw: 1 << 20)]) == [256 * 4095])
    #expect(board.reading(drive: [Sample(raw: -5000)]) == [0])
  }

  @Test func everyCodeOfAnIdealEightBitSource() throws {
    let dac = ConverterModel(bits: 8, lowVolts: -2.048, highVolts: 2.048)
    let probe = ConverterModel(bits: nil, lowVolts: -4.096, highVolts: 4.096)
    var board = try SimulatedBoard(follower(probe: probe, drive: dac))
    // 16 mV a step is raw 4096.
    for code in -128..<128 {
      for away in [-2047, 0, 2047] {
        let read = board.reading(drive: [Sample(raw: Int32(4096 * code + away))])
        #expect(read == [Int32(4096 * code)])
      }
    }
    #expect(board.reading(drive: [Sample(raw: 1 << 20)]) == [4096 * 127])
  }

  @Test func anIdealProbeRoundsToTheSampleStep() throws {
    var board = try SimulatedBoard(
      follower(probe: ConverterModel(bits: nil, lowVolts: -5, highVolts: 5)))
    for raw: Int32 in [0, 1, -1, 77_777, -1 << 20, 1 << 20] {
      #expect(board.reading(drive: [Sample(raw: raw)]) == [raw])
    }
    // What passes full scale is cut.
    #expect(board.reading(drive: [Sample(raw: 1_200_000)]) == [1 << 20])
    #expect(board.reading(drive: [Sample(raw: -1_200_000)]) == [-1 << 20])
  }

  /// Offsets and gains over many probes: their spread is the stated one.
  @Test func offsetAndGainHaveTheirSpread() throws {
    let count = 2_000
    var model = BoardModel(
      name: "many", seed: 5, fullScaleVolts: 5, nodes: (0..<count).map { "n\($0)" },
      sources: (0..<count).map { source("s\($0)", $0) }, clamps: [],
      probes: ProbeModel(converter: idealConverter), elements: [])
    model.probes.converter.offsetVolts = 0.01
    model.probes.converter.gainErrorFraction = 0.02
    var board = try SimulatedBoard(model)
    let zero = board.reading(drive: samples(Array(repeating: 0, count: count)))
    let high = board.reading(drive: samples(Array(repeating: 2.5, count: count)))
    func deviation(_ values: [Double]) -> Double {
      (values.map { $0 * $0 }.reduce(0, +) / Double(count)).squareRoot()
    }
    let offset = deviation(zero.map { Double($0) * 5 * 0x1p-20 })
    let gain = deviation(zip(high, zero).map { (Double($0) - Double($1)) * 5 * 0x1p-20 / 2.5 - 1 })
    // Five standard errors of a standard deviation over 2,000 draws are 8 %.
    #expect(abs(offset - 0.01) < 0.0008)
    #expect(abs(gain - 0.02) < 0.0016)
  }

  @Test func integralErrorIsSmoothBoundedAndZeroAtTheEnds() throws {
    let probe = ConverterModel(bits: 12, lowVolts: 0, highVolts: 4.096, integralErrorSteps: 8)
    var board = try SimulatedBoard(follower(probe: probe))
    let off = (0..<4096).map { code in
      board.reading(drive: [Sample(raw: Int32(256 * code))])[0] / 256 - Int32(code)
    }
    #expect(off.allSatisfy { abs($0) <= 8 })
    #expect(off.contains { abs($0) >= 3 })
    #expect(off[0] == 0 && off[4095] == 0)
    #expect(zip(off, off.dropFirst()).allSatisfy { abs($1 - $0) <= 1 })
  }

  @Test func leakageDropsVoltageOverTheSourceResistance() throws {
    let count = 1_000
    var model = BoardModel(
      name: "leak", seed: 6, fullScaleVolts: 5, nodes: (0..<count).map { "n\($0)" },
      sources: (0..<count).map { source("s\($0)", $0, ohms: 100_000) }, clamps: [],
      probes: ProbeModel(converter: idealConverter), elements: [])
    model.probes.leakageAmperes = 1e-6
    var board = try SimulatedBoard(model)
    let read = board.reading(drive: samples(Array(repeating: 1, count: count)))
    let drops = read.map { 1 - Double($0) * 5 * 0x1p-20 }
    let deviation = (drops.map { $0 * $0 }.reduce(0, +) / Double(count)).squareRoot()
    // 1 uA over 100 kohm; five standard errors over 1,000 draws.
    #expect(abs(deviation - 0.1) < 0.0112)
  }

  @Test func supplyErrorScalesEverySourceAlike() throws {
    var model = BoardModel(
      name: "supply", seed: 7, fullScaleVolts: 5, nodes: ["a", "b"],
      sources: [source("s", 0), source("t", 1)], clamps: [],
      probes: ProbeModel(converter: idealConverter), elements: [])
    model.supplyErrorFraction = 0.01
    var board = try SimulatedBoard(model)
    let read = board.reading(drive: samples([1, 3])).map { Double($0) }
    #expect(abs(read[1] / read[0] - 3) < 1e-4)
    #expect(abs(read[0] * 5 * 0x1p-20 - 1) > 1e-5)
    #expect(abs(read[0] * 5 * 0x1p-20 - 1) < 0.05)
  }
}
