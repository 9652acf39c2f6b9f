import BoardInterface
import FixedPoint
import PartEmulators
import SimulatedBoard
import Testing
import Wiring

/// Bytes on one side of the chips, Kirchhoff's laws on the other.
@Suite struct EmulatedBenchTests {
  /// The nearest code to each voltage, as an ideal 12-bit converter has it.
  private func codes(of volts: [Double]) -> [Int] {
    volts.map { min(max(Int(($0 / FourNodes.volts * 4096).rounded()), 0), 4095) }
  }

  @Test func theChipsSeeTheVoltagesOfTheNetwork() throws {
    let four = try FourNodes()
    let network = try ResistorNetwork(four.model)
    func volts(_ code: Int) -> Double { Double(code) * FourNodes.volts / 4096 }
    for (taps, a, c, clamp) in [
      ([0, 64, 128, 256], 4095, 0, 2000), ([200, 3, 77, 140], 1000, 3000, 4095),
      ([256, 256, 1, 1], 0, 4000, 17),
    ] {
      try four.turn(taps)
      try network.turn(taps.map { Int32($0) })
      try four.drive(a: a, c: c, clamp: clamp)
      let free = try network.solve(driveVolts: [volts(a), volts(c)]).nodeVolts
      #expect(try four.codes() == codes(of: free))
      try four.clamp(true)
      let held = try network.solve(driveVolts: [volts(a), volts(c)], clampVolts: [volts(clamp)])
      #expect(try four.codes() == codes(of: held.nodeVolts))
      // Four different voltages each time: a channel that serves another's node would show.
      #expect(Set(codes(of: held.nodeVolts)).count == 4)
      try four.clamp(false)
      #expect(try four.codes() == codes(of: free))
    }
    #expect(four.system.wires.violations.isEmpty, "\(four.system.wires.violations)")
  }

  /// TCON takes an edge out (DS22060B, register 4-2), and puts it back where its wiper stands.
  @Test func anEdgeLeavesAndComesBack() throws {
    let four = try FourNodes()
    try four.turn([128, 64, 32, 200])
    try four.drive(a: 3000, c: 500, clamp: 0)
    let before = try four.codes()
    // Element 1 is wiper 0 of the first chip. b then hangs on a alone.
    _ = try four.exchange(FourNodes.pots[0], [[0x41, 0xF8]])
    let without = try four.codes()
    #expect(without != before && without[1] == without[0])
    _ = try four.exchange(FourNodes.pots[0], [[0x41, 0xFF]])
    #expect(try four.codes() == before)
  }

  /// A node that has lost every edge hangs on its probe alone, and the others do not notice: what a
  /// broken element does at depth 1.
  @Test func aNodeWithoutEdgesLeavesTheOthersAlone() throws {
    let four = try FourNodes()
    let faults = [0, 1].map { FaultInjection(.elementOpen, channel: $0, atTrial: 0) }
    var broken = try SimulatedBoard(four.model, faults: faults)
    var samples = Array(repeating: Sample(raw: 0), count: 4)
    broken.begin(Moment(trial: 0, example: 0, phase: .free))
    let levels = [3000, 500].map { Sample(raw: Int32($0) << 8) }
    broken.drive(levels.span)
    var span = samples.mutableSpan
    broken.sample(into: &span)

    try four.turn([128, 128, 128, 128])
    try four.drive(a: 3000, c: 500, clamp: 0)
    _ = try four.exchange(FourNodes.pots[0], [[0x41, 0x88]])
    let codes = try four.codes()
    #expect(codes == samples.map { Int($0.raw) >> 8 })
    #expect(codes[1] == 0 && codes[0] > 2_900 && codes[2] > 400)
  }

  /// Through the bench's codes and back the samples are those of the board alone, also where a node
  /// passes full scale, or a level lies in the middle between two codes.
  @Test(arguments: CodeIdentityTests.ranges)
  func codesThereAndBackChangeNothing(
    range: (fullScale: Double, reference: Double)
  ) throws {
    let (full, reference) = range
    let converter = ConverterModel(bits: 12, lowVolts: 0, highVolts: reference)
    let model = BoardModel(
      name: "one", seed: 1, fullScaleVolts: full, nodes: ["n"],
      sources: [SourceModel(name: "s", node: 0, seriesOhms: 1, converter: converter)], clamps: [],
      probes: ProbeModel(converter: converter), elements: [])
    var tables = BenchWiring.Tables()
    tables.devices = [
      WiringDevice(.spi, clockHertz: 1_000_000), WiringDevice(.i2c, clockHertz: 400_000),
    ]
    tables.chips = [
      WiringChip(part: .mcp3208, device: 0, name: tables.add("adc")),
      WiringChip(part: .mcp4728, device: 1, address: 0x60, name: tables.add("dac")),
    ]
    tables.sources = [outputChannel(1, 0, bits: 12, reference: reference, fullScale: full)]
    tables.probes = [inputChannel(0, 0, bits: 12, reference: reference, fullScale: full)]
    let kept = try BenchWiring(tables)
    let bench = try EmulatedBench(model, wiring: kept.wiring)
    var alone = try SimulatedBoard(model)
    var samples = [Sample(raw: 0)]
    var wrong = 0
    // Above full scale too: a reference above it lets a source go there.
    for raw in stride(from: Int32(0), to: 1 << 21, by: 40) {
      let level = [Sample(raw: raw)]
      alone.drive(level.span)
      var span = samples.mutableSpan
      alone.sample(into: &span)
      let given = kept.wiring.source(0).code(raw)
      bench.output(part: 1, channel: 0, code: UInt16(given))
      let read = kept.wiring.probe(0).sample(bench.code(part: 0, channel: 0))
      if read != samples[0].raw { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
