import PartEmulators
import Testing

@Suite("X9C emulator") struct X9CEmulatorTests {
  let positions = Positions()

  /// At rest: CS high, INC low.
  private func x9c() -> X9CEmulator {
    let part = X9CEmulator(name: "U2", part: 0, analog: positions)
    part.play([(0, true, -9), (1, false, -9), (2, true, -9)])
    return part
  }

  @Test(
    "Every rule of its timing, just kept and just broken",
    arguments: [
      TimingRule(
        "100 ns behind CS", kept: "INC+ 0 CS- 5 INC- 5.11",
        broken: "INC+ 0 CS- 5 INC- 5.09"),
      TimingRule(
        "2.9 us behind U/D", kept: "INC+ 0 CS- 5 UD- 6 INC- 8.91",
        broken: "INC+ 0 CS- 5 UD- 6 INC- 8.89"),
      TimingRule(
        "low for less than 1 us", kept: "INC+ 0 CS- 5 INC- 9 INC+ 10.01",
        broken: "INC+ 0 CS- 5 INC- 9 INC+ 9.99"),
      TimingRule(
        "high for less than 1 us", kept: "INC+ 0 CS- 5 INC- 9 INC+ 12 INC- 13.01",
        broken: "INC+ 0 CS- 5 INC- 9 INC+ 12 INC- 12.99"),
      TimingRule(
        "CS rises less than 1 us", kept: "INC+ 0 CS- 5 INC- 9 CS+ 10.01",
        broken: "INC+ 0 CS- 5 INC- 9 CS+ 9.99"),
      TimingRule(
        "U/D changes while INC is low", kept: "INC+ 0 CS- 5 INC- 9 INC+ 11 UD- 12",
        broken: "INC+ 0 CS- 5 INC- 9 UD- 11"),
      TimingRule(
        "100 ns behind INC (tID)", kept: "INC+ 0 CS- 5 INC- 9 INC+ 11 UD- 11.11",
        broken: "INC+ 0 CS- 5 INC- 9 INC+ 11 UD- 11.09"),
      TimingRule("CS falls while INC is low", kept: "INC+ 0 CS- 5", broken: "CS- 5"),
      TimingRule(
        "CS was high for less than 100 ns", kept: "INC+ 0 CS- 5 INC- 9 CS+ 11 INC+ 11.05 CS- 11.11",
        broken: "INC+ 0 CS- 5 INC- 9 CS+ 11 INC+ 11.05 CS- 11.09"),
      TimingRule(
        "while CS is high does nothing", kept: "INC+ 0 CS- 5 INC- 9", broken: "INC+ 0 INC- 5"),
      TimingRule(
        "EEPROM write 1", kept: "INC+ 0 CS- 5 INC- 9 CS+ 11",
        broken: "INC+ 0 CS- 5 INC- 9 INC+ 11 CS+ 13"),
    ])
  func x9cRules(rule: TimingRule) {
    let right = x9c()
    right.play(rule.kept, ["CS", "INC", "UD"])
    #expect(right.violations == [])
    let wrong = x9c()
    wrong.play(rule.broken, ["CS", "INC", "UD"])
    #expect(wrong.violated(rule.text))
  }

  @Test("A cycle of INC below 2 us is one violation beside its halves")
  func cycle() {
    let part = x9c()
    part.play([(1, true, 0), (0, false, 5), (1, false, 9.0), (1, true, 9.95), (1, false, 10.97)])
    #expect(part.violations.map(\.what).filter { $0.contains("tCYC") }.count == 1)
  }

  @Test("A store is counted, kept over power-up, and takes 20 ms")
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

  @Test("Stops at both ends, and says when the wiper is settled")
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

  @Test("CS that falls while INC is low moves the wiper")
  func selectMoves() {
    let part = x9c()
    part.play([(0, false, 5)])
    #expect(part.codes == [51])
  }
}
