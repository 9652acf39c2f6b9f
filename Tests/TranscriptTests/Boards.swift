import BoardInterface
import FixedPoint
import SimulatedBoard

/// Answers at random, with notices and, at a given call, a fault.
struct RandomBoard: Board {
  private var random: RandomGenerator
  private var calls = 0
  private var noticesLeft = 0
  private var time: UInt64 = 0
  private var isSelfTest = false
  /// The number of the call that fails, from 1.
  let failingCall: Int?
  static let fault = BoardFault(.sourceOff, channel: 1, detail: -77)

  init(seed: UInt64, failingCall: Int? = nil) {
    random = RandomGenerator(seed: seed)
    self.failingCall = failingCall
  }

  private mutating func count() throws(BoardFault) {
    calls += 1
    if calls == failingCall { throw Self.fault }
  }

  mutating func begin(_ moment: Moment) throws(BoardFault) {
    try count()
    isSelfTest = moment.phase == .selfTest
    if random.next(below: 8) == 0 { noticesLeft = 2 }
  }
  mutating func drive(_ levels: Span<Sample>) throws(BoardFault) { try count() }
  mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) { try count() }
  mutating func release() throws(BoardFault) { try count() }
  mutating func settle(microseconds: UInt32) throws(BoardFault) { try count() }
  mutating func turn(_ taps: Span<Int32>) throws(BoardFault) { try count() }
  mutating func makeSafe() {}

  mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    try count()
    // Both ends of the range included.
    for node in samples.indices {
      let raw = Int32(random.next(below: (2 << 20) + 1)) - (1 << 20)
      // A self-test ends a run on what is too far from the sources.
      samples[node] = Sample(raw: isSelfTest ? abs(raw) : raw)
    }
  }

  mutating func nextNotice() -> BoardFault? {
    guard noticesLeft > 0 else { return nil }
    noticesLeft -= 1
    return BoardFault(.elementStuck, channel: 3, detail: Int32(noticesLeft))
  }

  mutating func nowMicroseconds() -> UInt64 {
    time += UInt64(random.next(below: 1_000)) << 24
    return time
  }
}

/// The network of the plans in this folder, with 12-bit converters and noise.
func networkModel() -> BoardModel {
  let dac = ConverterModel(bits: 12, lowVolts: 0, highVolts: 3.3, offsetVolts: 0.001)
  let adc = ConverterModel(bits: 12, lowVolts: 0, highVolts: 3.3, noiseVolts: 0.001)
  return BoardModel(
    name: "four", seed: 3, fullScaleVolts: 3.3, nodes: ["a", "b", "c", "d"],
    sources: [
      SourceModel(name: "a", node: 0, seriesOhms: 1, converter: dac),
      SourceModel(name: "b", node: 1, seriesOhms: 1, converter: dac),
    ],
    clamps: [ClampModel(name: "d", node: 3, seriesOhms: 1, converter: dac)],
    probes: ProbeModel(converter: adc),
    elements: [(0, 2), (1, 2), (2, 3), (0, 3), (1, 3)].map {
      ElementModel(
        name: "\($0)-\($1)", nodeA: $0, nodeB: $1,
        law: .linear(endToEndOhms: 10_000, wiperOhms: 60), taps: 128, minimumTap: 0,
        maximumTap: 127, startTap: 64, tolerance: 0.3)
    })
}
