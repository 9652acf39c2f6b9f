import DigitalNetwork
import Testing

/// Wider vectors and more threads give the same bits, and those of the formulas.
@Suite struct VectorsTests {
  static let kinds = [DigitalVectors.plain, .avx2, .avx512].filter {
    $0.rawValue <= DigitalVectors.best.rawValue
  }
  private static let pairs: [(Int32, Int32)] = [(0, 1), (1, 2), (2, 3), (1, 3), (0, 3)]
  /// Sizes that are no multiple of anything; wide enough for every width of tile.
  private static let sizes: [Int32] = [75, 301, 33, 10]
  private static let rates = [DigitalRate](
    repeating: DigitalRate(mantissa: 700_001, shift: 15), count: 5)

  /// Relaxation, with changes from none to whole ones, against sums that are formed anew each time.
  @Test(arguments: kinds) func relaxes(_ kind: DigitalVectors) throws {
    let bench = try DigitalBench(Self.sizes, Self.pairs)
    var draws = Draws(21)
    bench.setTaps { draws.tap(reach: 0.15) }
    bench.network.limit(to: kind)
    #expect(bench.network.vectors == kind)
    let image = draws.image(75)
    var plain = PlainNetwork(bench, image: image)
    bench.network.impose(image.span)
    bench.network.rest()
    // Ten in one go: sums that only changes are added to.
    bench.network.relax(sweeps: 10)
    for _ in 0..<10 { plain.sweep() }
    #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    let target = (0..<10).map { Int16($0 == 3 ? 32_767 : 0) }
    bench.network.relax(sweeps: 6, towards: target.span, strength: 1 << 16)
    for _ in 0..<6 { plain.sweep(towards: target, strength: 1 << 16) }
    #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    #expect(plain.states[1].contains { $0 == 0 } && plain.states[1].contains { $0 > 0 })
  }

  /// Levels that share no zero bit, and one that is nothing but the lowest.
  @Test(arguments: kinds) func imposesAnyLevels(_ kind: DigitalVectors) throws {
    let bench = try DigitalBench([75, 301, 10], [(0, 1), (1, 2), (0, 2)])
    var draws = Draws(22)
    bench.setTaps { draws.tap(reach: 0.3) }
    bench.network.limit(to: kind)
    for odd in [Int16(1), 32_767, 2_048] {
      var image = draws.image(75, share: 0.8)
      image[74] = odd
      var plain = PlainNetwork(bench, image: image)
      bench.network.impose(image.span)
      bench.network.rest()
      bench.network.relax(sweeps: 4)
      for _ in 0..<4 { plain.sweep() }
      #expect(bench.states.map { $0.map { Int64($0) } } == plain.states)
    }
  }

  /// What four batches make of the taps: every kind of vectors, one thread or more, odd batches.
  @Test(arguments: [1, 7, 20]) func learnsTheSame(_ batch: Int) throws {
    func learnt(_ kind: DigitalVectors, _ threads: Int) throws -> (taps: [[Int32]], sweeps: Int) {
      let bench = try #require(
        try LearningBench(Self.sizes, Self.pairs, batch: batch, threads: threads, vectors: kind))
      let start = bench.taps
      var (draws, sweeps) = (Draws(23), 0)
      for number in 0..<4 {
        sweeps += bench.learn(&draws, Self.rates, isAway: number % 2 == 1)
      }
      #expect(zip(start, bench.taps).allSatisfy { $0 != $1 })
      return (bench.taps, sweeps)
    }
    let one = try learnt(.plain, 1)
    for kind in Self.kinds {
      for threads in [1, 2, 3] {
        let other = try learnt(kind, threads)
        #expect(other == one, "\(kind), \(threads) threads")
      }
    }
  }

  /// Rates from those that move nothing to those that reach the ends, against the formula.
  @Test(
    arguments: kinds,
    [
      DigitalRate(mantissa: .max, shift: 1), DigitalRate(mantissa: .max, shift: 31),
      DigitalRate(mantissa: 1 << 30, shift: 34), DigitalRate(mantissa: 3, shift: 1),
      DigitalRate(mantissa: .max, shift: 62),
    ]
  ) func turnsByAnyRate(_ kind: DigitalVectors, _ rate: DigitalRate) throws {
    try turns(kind, rate, batch: 5)
  }

  /// So many examples that a row's list makes one run, two parts, or many runs.
  @Test(arguments: kinds) func turnsByManyExamples(_ kind: DigitalVectors) throws {
    try turns(kind, DigitalRate(mantissa: 3, shift: 5), batch: 700)
  }

  private func turns(_ kind: DigitalVectors, _ rate: DigitalRate, batch: Int) throws {
    let bench = try #require(
      try LearningBench([35, 50, 10], [(0, 1), (1, 2)], batch: batch, vectors: kind))
    let start = bench.taps
    var draws = Draws(24)
    _ = bench.learn(&draws, [rate, rate], isAway: true)
    for block in 0..<2 {
      var sums = Array(repeating: Int64(0), count: start[block].count)
      for slot in 0..<batch {
        let (s, t) = (
          bench.kept(.free, layer: block, slot: slot),
          bench.kept(.free, layer: block + 1, slot: slot)
        )
        let (u, v) = (
          bench.kept(.nudged, layer: block, slot: slot),
          bench.kept(.nudged, layer: block + 1, slot: slot)
        )
        for i in s.indices {
          for j in t.indices { sums[i * t.count + j] += u[i] * v[j] - s[i] * t[j] }
        }
      }
      let half = Int64(1) << Int64(rate.shift - 1)
      let wanted = zip(start[block], sums).map { tap, sum in
        let change = (half - (sum >> 10) * Int64(rate.mantissa)) >> Int64(rate.shift)
        let limit = Int64(DigitalNetwork.tapLimit)
        return Int32(min(max(Int64(tap) + change, -limit), limit))
      }
      #expect(bench.taps[block] == wanted)
    }
  }

  /// Examples whose states have no place are not shown, and none of their batch.
  @Test func numbersOutOfRange() throws {
    let bench = try #require(try LearningBench([5, 3, 2], [(0, 1), (1, 2)], batch: 3))
    #expect(bench.show([0, 2, 1], places: 3) == 3)
    #expect(bench.show([], places: 3) == 3)
    #expect(bench.show([0, 1], places: 3) == 0)
    #expect(bench.show([0, 1, 3], places: 3) == 0)
    #expect(bench.show([0, 1, .max], places: 3) == 0)
  }

  @Test(arguments: [0, 65]) func teamsOutOfRange(_ threads: Int) throws {
    #expect(try LearningBench([2, 2], [(0, 1)], batch: 1, threads: threads) == nil)
  }
}
