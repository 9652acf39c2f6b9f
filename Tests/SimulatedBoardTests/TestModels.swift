import BoardInterface
import FixedPoint
import SimulatedBoard

/// A converter without steps or errors over -5 ... 5 V.
let idealConverter = ConverterModel(bits: nil, lowVolts: -5, highVolts: 5)

func source(_ name: String, _ node: Int, ohms: Double = 10) -> SourceModel {
  SourceModel(name: name, node: node, seriesOhms: ohms, converter: idealConverter)
}

func clampPort(_ name: String, _ node: Int, ohms: Double = 100) -> ClampModel {
  ClampModel(name: name, node: node, seriesOhms: ohms, converter: idealConverter)
}

func pot(
  _ name: String, _ a: Int, _ b: Int, ohms: Double = 100_000, tap: Int = 64, tolerance: Double = 0,
  spread: Double = 0, limitAmperes: Double? = nil
) -> ElementModel {
  ElementModel(
    name: name, nodeA: a, nodeB: b, law: .linear(endToEndOhms: ohms, wiperOhms: 50), taps: 128,
    minimumTap: 0, maximumTap: 127, startTap: tap, tolerance: tolerance, tapSpread: spread,
    limitAmperes: limitAmperes)
}

/// A connected random network: a random tree, then random further edges, one in five of them a
/// fixed resistor; sources on the first nodes, clamps on the last.
func randomModel(
  nodes count: Int, edges: Int, sources: Int = 2, clamps: Int = 2, seed: UInt64,
  converter: ConverterModel = idealConverter
) -> BoardModel {
  var generator = RandomGenerator(seed: seed, stream: 77)
  var elements: [ElementModel] = []
  var resistors: [ResistorModel] = []
  for edge in 0..<edges {
    var a = Int(generator.next(below: UInt32(min(edge + 1, count))))
    var b = edge + 1
    if b >= count {
      a = Int(generator.next(below: UInt32(count)))
      b = (a + 1 + Int(generator.next(below: UInt32(count - 1)))) % count
    }
    if edge % 5 == 4 {
      let ohms = 1_000 + Double(generator.next(below: 100_000))
      resistors.append(ResistorModel(name: "r\(edge)", nodeA: a, nodeB: b, ohms: ohms))
    } else {
      let tap = Int(generator.next(below: 128))
      elements.append(pot("e\(edge)", a, b, tap: tap, tolerance: 0.3, spread: 0.1))
    }
  }
  var model = BoardModel(
    name: "random \(seed)", seed: seed, fullScaleVolts: 5, nodes: (0..<count).map { "n\($0)" },
    sources: (0..<sources).map { source("s\($0)", $0 % count) },
    clamps: (0..<clamps).map { clampPort("c\($0)", count - 1 - $0 % count) },
    probes: ProbeModel(converter: converter), elements: elements, resistors: resistors)
  for index in model.sources.indices { model.sources[index].converter = converter }
  return model
}

/// Voltages between -4 and 4, from a seed.
func randomVolts(_ count: Int, seed: UInt64) -> [Double] {
  var generator = RandomGenerator(seed: seed, stream: 78)
  return (0..<count).map { _ in Double(generator.next(below: 8_000_001)) * 1e-6 - 4 }
}

func samples(_ volts: [Double], fullScale: Double = 5) -> [Sample] {
  volts.map { Sample(raw: Int32(($0 / fullScale * 0x1p20).rounded())) }
}

extension SimulatedBoard {
  /// The node values after a drive, in raw samples.
  mutating func reading(
    trial: UInt64 = 0, example: UInt32 = 0, phase: Phase = .free, drive: [Sample]
  ) -> [Int32] {
    begin(Moment(trial: trial, example: example, phase: phase))
    self.drive(drive.span)
    settle(microseconds: 1_000_000)
    return again()
  }

  /// One more reading.
  mutating func again() -> [Int32] {
    var buffer = [Sample](repeating: .zero, count: model.nodes.count)
    var span = buffer.mutableSpan
    sample(into: &span)
    return buffer.map(\.raw)
  }

  mutating func notices() -> [BoardFault] {
    var found: [BoardFault] = []
    while let notice = nextNotice() { found.append(notice) }
    return found
  }
}
