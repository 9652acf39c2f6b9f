import FixedPoint
import Testing

@Suite struct RandomGeneratorTests {
  /// The sequence that the published algorithm gives for this seed (Vigna's splitmix64.c).
  @Test func sequenceOfTheReference() {
    var random = RandomGenerator(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
    #expect(random.next() == 4_593_380_528_125_082_431)
    #expect(random.next() == 16_408_922_859_458_223_821)
  }

  @Test func boundedDrawsAreUniform() {
    var random = RandomGenerator(seed: 5)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(random.next(below: 10))] += 1 }
    // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand.
    let chiSquare = counts.reduce(0.0) {
      $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000
    }
    #expect(chiSquare < 27.9)
    #expect(random.next(below: 0) == 0)
    #expect(random.next(below: 1) == 0)
  }

  @Test func streamsDiffer() {
    var seen = Set<UInt64>()
    for stream in UInt64(0)..<1000 {
      var random = RandomGenerator(seed: 42, stream: stream)
      seen.insert(random.next())
    }
    #expect(seen.count == 1000)
  }
}
