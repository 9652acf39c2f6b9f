import PartEmulators
import Testing

@Suite("AD5220 and X9C emulators") struct PulsedEmulatorTests {
  let positions = Positions()

  /// At rest: CS and CLK high.
  private func ad5220() -> AD5220Emulator {
    let part = AD5220Emulator(name: "U1", part: 0, analog: positions)
    part.play([(0, true, -9), (1, true, -9), (2, true, -9)])
    return part
  }

  /// At rest: CS high, INC low.
  private func x9c() -> X9CEmulator {
    let part = X9CEmulator(name: "U2", part: 0, analog: positions)
    part.play([(0, true, -9), (1, false, -9), (2, true, -9)])
    return part
  }

  @Test("AD5220: counts falling edges of CLK, and stops at both ends")
  func counts() {
    let part = ad5220()
    part.powerOn(atMicroseconds: 0)
    #expect(positions.wipers == [0: 64])
    part.play([(0, false, 0)])
    var time = 1.0
    func pulse(_ count: Int) {
      for _ in 0..<count {
        part.play([(1, false, time), (1, true, time + 0.025)])
        time += 0.05
      }
    }
    pulse(1)
    #expect(positions.wipers == [0: 65])
    pulse(70)
    #expect(positions.wipers == [0: 127])
    part.play([(2, false, time)])
    time += 1
    pulse(127)
    #expect(positions.wipers == [0: 0])
    pulse(1)
    #expect(positions.wipers == [0: 0])
    #expect(part.pulseCount == 199)
    part.play([(0, true, time)])
    #expect(part.violations == [])
  }

  @Test("AD5220: every rule of its timing, just kept and just broken", arguments: [
    ("20 ns behind CS", [(0, false, 0.0), (1, false, 0.021)], [(0, false, 0.0), (1, false, 0.019)]),
    (
      "10 ns behind U/D", [(0, false, 0), (2, false, 1.0), (1, false, 1.011)],
      [(0, false, 0), (2, false, 1.0), (1, false, 1.009)]
    ),
    (
      "below 25 ns", [(0, false, 0), (1, false, 1.0), (1, true, 1.026)],
      [(0, false, 0), (1, false, 1.0), (1, true, 1.024)]
    ),
    (
      "20 ns behind CLK", [(0, false, 0), (1, false, 1.0), (1, true, 2.0), (0, true, 2.021)],
      [(0, false, 0), (1, false, 1.0), (1, true, 2.0), (0, true, 2.019)]
    ),
    (
      "U/D changes while CLK is low", [(0, false, 0), (2, false, 1.0)],
      [(0, false, 0), (1, false, 1.0), (2, false, 2.0)]
    ),
    (
      "CS changes while CLK is low", [(0, false, 0), (0, true, 1.0)],
      [(0, false, 0), (1, false, 1.0), (0, true, 2.0)]
    ),
    ("CS is high", [(1, true, 0)], [(1, false, 0.0)]),
  ])
  func ad5220Rules(
    rule: String, kept: [(Int, Bool, Double)], broken: [(Int, Bool, Double)]
  ) {
    let right = ad5220()
    right.play(kept)
    #expect(right.violations == [])
    let wrong = ad5220()
    wrong.play(broken)
    #expect(wrong.violated(rule))
  }

  @Test("AD5220: a pulse while CS is high moves nothing; the first levels are no edges")
  func deselected() {
    let part = ad5220()
    part.play([(1, false, 0.0), (1, true, 1.0)])
    #expect(part.pulseCount == 0)
    let fresh = AD5220Emulator(name: "U1", part: 0, analog: positions)
    fresh.play([(0, false, 0.0), (1, false, 0.0), (2, false, 0.0), (3, true, 0.0)])
    #expect(fresh.pulseCount == 0)
    #expect(fresh.violated("no line 3"))
  }

  @Test("X9C: every rule of its timing, just kept and just broken", arguments: [
    (
      "100 ns behind CS", [(1, true, 0), (0, false, 5.0), (1, false, 5.11)],
      [(1, true, 0), (0, false, 5.0), (1, false, 5.09)]
    ),
    (
      "2.9 us behind U/D", [(1, true, 0), (0, false, 5.0), (2, false, 6.0), (1, false, 8.91)],
      [(1, true, 0), (0, false, 5.0), (2, false, 6.0), (1, false, 8.89)]
    ),
    (
      "low for less than 1 us",
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 10.01)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 9.99)]
    ),
    (
      "high for less than 1 us",
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 12), (1, false, 13.01)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 12), (1, false, 12.99)]
    ),
    (
      "CS rises less than 1 us", [(1, true, 0), (0, false, 5), (1, false, 9.0), (0, true, 10.01)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (0, true, 9.99)]
    ),
    (
      "U/D changes while INC is low",
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 11), (2, false, 12.0)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (2, false, 11)]
    ),
    (
      "100 ns behind INC (tID)",
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 11), (2, false, 11.11)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 11), (2, false, 11.09)]
    ),
    (
      "CS falls while INC is low", [(1, true, 0), (0, false, 5.0)], [(0, false, 5.0)]
    ),
    (
      "CS was high for less than 100 ns",
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (0, true, 11), (1, true, 11.05), (0, false, 11.11)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (0, true, 11), (1, true, 11.05), (0, false, 11.09)]
    ),
    ("while CS is high does nothing", [(1, true, 0.0)], [(1, true, 0.0), (1, false, 5.0)]),
    (
      "EEPROM write 1", [(1, true, 0), (0, false, 5), (1, false, 9.0), (0, true, 11)],
      [(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 11), (0, true, 13)]
    ),
  ])
  func x9cRules(rule: String, kept: [(Int, Bool, Double)], broken: [(Int, Bool, Double)]) {
    let right = x9c()
    right.play(kept)
    #expect(right.violations == [])
    let wrong = x9c()
    wrong.play(broken)
    #expect(wrong.violated(rule))
  }

  @Test("X9C: a cycle of INC below 2 us is one violation beside its halves")
  func cycle() {
    let part = x9c()
    part.play([(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 9.95), (1, false, 10.97)])
    #expect(part.violations.map(\.what).filter { $0.contains("tCYC") }.count == 1)
  }

  @Test("X9C: a store is counted, kept over power-up, and takes 20 ms")
  func store() {
    let part = x9c()
    part.play([(1, true, 0), (0, false, 5), (1, false, 9), (1, true, 11), (0, true, 13)])
    #expect(part.storeCount == 1)
    #expect(part.storedCode == 51)
    part.violations = []
    part.play([(0, false, 20_012)])
    #expect(part.violated("20 ms"))
    part.play([(1, false, 20_020), (1, true, 20_022), (0, true, 20_030)])
    #expect(part.storeCount == 2)
    part.violations = []
    part.play([(0, false, 40_031)])
    #expect(part.violations == [])
    part.play([(1, false, 40_040)])
    #expect(part.codes == [53])
    part.powerOn(atMicroseconds: 50_000)
    #expect(part.codes == [52])
    #expect(positions.wipers == [0: 52])
  }

  @Test("X9C: stops at both ends, and says when the wiper is settled")
  func ends() {
    let part = x9c()
    part.play([(1, true, 0), (0, false, 5)])
    var time = 10.0
    func pulse(_ count: Int) {
      for _ in 0..<count {
        part.play([(1, false, time), (1, true, time + 1)])
        time += 2
      }
    }
    pulse(60)
    #expect(positions.wipers == [0: 99])
    #expect(part.settledAtMicroseconds == time - 2 + 500)
    part.play([(2, false, time)])
    time += 3
    pulse(120)
    #expect(positions.wipers == [0: 0])
    #expect(part.violations == [])
  }

  @Test("A stuck wiper stays")
  func stuck() {
    let part = ad5220()
    part.stuckWipers = [0]
    part.play([(0, false, 0), (1, false, 1), (1, true, 2)])
    #expect(part.codes == [64])
    #expect(part.pulseCount == 1)
  }
}
