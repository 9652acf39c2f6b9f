import Curves
import Testing

@Suite struct TerminalTests {
  @Test func eightStepsAreEightBars() {
    let values = (0...7).map(Double.init)
    #expect(sparkline(values, width: 8) == "▁▂▃▄▅▆▇█")
    #expect(sparkline(values.reversed(), width: 80) == "█▇▆▅▄▃▂▁")
    #expect(sparkline(values, width: 8, ascii: true) == "_.:-=+*#")
  }

  @Test func powersOfTwoAreALineOnALogarithmicScale() {
    let values = (0...7).map { Double(1 << $0) }
    #expect(sparkline(values, width: 8, scale: .logarithmic) == "▁▂▃▄▅▆▇█")
    #expect(sparkline([0, 1, 128], width: 8, scale: .logarithmic) == "▁▁█")
  }

  @Test func neighboursAreAveraged() {
    #expect(sparkline([0, 0, 7, 7, 0, 0], width: 3) == "▁█▁")
    #expect(sparkline([Double](repeating: 1, count: 1000), width: 12).count == 12)
  }

  @Test func oddInputIsHarmless() {
    #expect(sparkline([], width: 10) == "")
    #expect(sparkline([1, 2], width: 0) == "")
    #expect(sparkline([1, 2], width: -3) == "")
    #expect(sparkline([5], width: 10) == "▁")
    #expect(sparkline([.nan, 1, .infinity, 2], width: 10) == "▁█")
  }

  @Test func theFirstLocaleVariableThatIsSetDecides() {
    #expect(localeIsUTF8(["LANG": "de_DE.UTF-8"]))
    #expect(localeIsUTF8(["LC_ALL": "", "LC_CTYPE": "C.utf8", "LANG": "C"]))
    #expect(!localeIsUTF8(["LC_ALL": "C", "LANG": "en_US.UTF-8"]))
    #expect(!localeIsUTF8([:]))
  }

  @Test func summaryShowsBothEndsAndTheFault() throws {
    let folder = try TemporaryFolder()
    try SyntheticJournal.iris.write(to: folder.file("a"))
    let curve = LearningCurve(try JournalContents(reading: folder.file("a")))
    let text = terminalSummary(curve, width: 80, color: false, ascii: true)
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.contains("iris on iris9, seed 3, 1,000 trials"))
    // 4 V x 2^-5 to 4 V x 2^-10; unseen examples twice that.
    #expect(text.contains("125 mV -> 3.91 mV"))
    #expect(text.contains("250 mV -> 7.81 mV"))
    #expect(text.contains("33.3 % -> 95.0 %"))
    #expect(text.contains("log scale"))
    #expect(text.contains("element-open:3 at 500"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(terminalSummary(curve, color: true, ascii: false).contains("\u{1B}[1m"))
    #expect(terminalSummary(curve, color: false, ascii: false).contains("→"))
  }
}
