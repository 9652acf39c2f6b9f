import PartEmulators
import Testing

@Suite("AD5220 emulator") struct AD5220EmulatorTests {
  let positions = Positions()

  /// At rest: CS and CLK high.
  private func ad5220() -> AD5220Emulator {
    let part = AD5220Emulator(name: "U1", part: 0, analog: positions)
    part.play([(0, true, -9), (1, true, -9), (2, true, -9)])
    return part
  }

  @Test("Counts falling edges of CLK, and stops at both ends")
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

  @Test(
    "Every rule of its timing, just kept and just broken",
    arguments: [
      TimingRule("20 ns behind CS", kept: "CS- 0 CLK- 0.021", broken: "CS- 0 CLK- 0.019"),
      TimingRule(
        "10 ns behind U/D", kept: "CS- 0 UD- 1 CLK- 1.011",
        broken: "CS- 0 UD- 1 CLK- 1.009"),
      TimingRule("below 25 ns", kept: "CS- 0 CLK- 1 CLK+ 1.026", broken: "CS- 0 CLK- 1 CLK+ 1.024"),
      TimingRule(
        "20 ns behind CLK", kept: "CS- 0 CLK- 1 CLK+ 2 CS+ 2.021",
        broken: "CS- 0 CLK- 1 CLK+ 2 CS+ 2.019"),
      TimingRule("U/D changes while CLK is low", kept: "CS- 0 UD- 1", broken: "CS- 0 CLK- 1 UD- 2"),
      TimingRule("CS changes while CLK is low", kept: "CS- 0 CS+ 1", broken: "CS- 0 CLK- 1 CS+ 2"),
      TimingRule("CS is high", kept: "CS- 0 CLK- 1", broken: "CLK- 0"),
    ])
  func ad5220Rules(rule: TimingRule) {
    let right = ad5220()
    right.play(rule.kept, ["CS", "CLK", "UD"])
    #expect(right.violations == [])
    let wrong = ad5220()
    wrong.play(rule.broken, ["CS", "CLK", "UD"])
    #expect(wrong.violated(rule.text))
  }

  @Test("A pulse while CS is high moves nothing; the first levels are no edges")
  func deselected() {
    let part = ad5220()
    part.play([(1, false, 0.0), (1, true, 1.0)])
    #expect(part.pulseCount == 0)
    let fresh = AD5220Emulator(name: "U1", part: 0, analog: positions)
    fresh.play([(0, false, 0.0), (1, false, 0.0), (2, false, 0.0), (3, true, 0.0)])
    #expect(fresh.pulseCount == 0)
    #expect(fresh.violated("no line 3"))
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
