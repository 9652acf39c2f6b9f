import Foundation
import RelaxationView
import Testing

@Suite struct TerminalTests {
  @Test func theTerminalSaysItsColours() {
    func style(_ color: Bool, _ utf8: Bool, _ value: String?) -> TerminalStyle {
      TerminalStyle(
        usesColor: color, isUTF8: utf8, environment: value.map { ["COLORTERM": $0] } ?? [:])
    }
    #expect(style(true, true, "truecolor") == .truecolor)
    #expect(style(true, true, "24bit") == .truecolor)
    #expect(style(true, true, nil) == .grey256 && style(true, true, "yes") == .grey256)
    #expect(style(false, true, "truecolor") == .ascii && style(true, false, "24bit") == .ascii)
  }

  /// Letters only, no line wider than asked for, and every shown step with its numbers.
  @Test func plainTextIsPlain() throws {
    let scene = try SceneTests.scene()
    let text = RelaxationText(scene, style: .ascii, columns: 60).text
    #expect(text.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
    let lines = text.split(separator: "\n")
    #expect(lines.dropFirst().allSatisfy { $0.count <= 60 })
    #expect(lines.first == "net, image 3: \(scene.verdict)")
    for step in scene.shown {
      let energy = String(format: "E %.5f", scene.trace.steps[step].energy)
      #expect(lines.contains { $0.contains("step") && $0.contains(energy) })
    }
    #expect(lines.count { $0.hasPrefix("step") } == scene.shown.count)
  }

  /// The heaviest letter for the brightest pair of pixels, a blank for the darkest: the image's rows 0
  /// and 1 in the first line.
  @Test func lettersFollowTheGreys() throws {
    let scene = try SceneTests.scene()
    let lines = RelaxationText(scene, style: .ascii, columns: 80).heading.split(separator: "\n")
    #expect(lines.count == 1 + 3)
    let ramp = Array(" .:-=+*#%@")
    for column in 0..<6 {
      let pair = [scene.trace.input[column], scene.trace.input[6 + column]].map { Int($0) >> 7 }
      let letter = Array(lines[1])[column]
      let place = try #require(ramp.firstIndex(of: letter))
      #expect(abs(Double(place) + 0.5 - Double(pair[0] + pair[1]) / 2 * 10 / 256) <= 0.55)
    }
  }

  /// Reads half blocks back as two rows of greys.
  private func greys(_ line: Substring) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    var (front, back) = (-1, -1)
    for part in line.split(separator: "\u{1B}[") {
      let pieces = part.split(separator: "m", maxSplits: 1, omittingEmptySubsequences: false)
      let codes = pieces[0].split(separator: ";").compactMap { Int($0) }
      if codes.count == 10 { (front, back) = (codes[2], codes[7]) }
      for letter in pieces.last ?? "" where letter == "\u{2580}" { found.append((front, back)) }
    }
    return found
  }

  @Test func halfBlocksHoldTwoRows() throws {
    let scene = try SceneTests.scene()
    let lines = RelaxationText(scene, style: .truecolor, columns: 80).heading.split(
      separator: "\n")
    let top = greys(lines[1])
    #expect(top.count == 6)
    for column in 0..<min(6, top.count) {
      let levels = [scene.trace.input[column], scene.trace.input[6 + column]]
      let wanted = levels.map { Int((Double($0) * 255 / 32_767).rounded()) }
      #expect(top[column].0 == wanted[0] && top[column].1 == wanted[1])
    }
    // The fifth row has none below it.
    #expect(lines[3].contains(";49m\u{2580}") && lines[3].hasSuffix("\u{1B}[0m"))
  }

  /// Every half block's colours lie within the palette's greys.
  @Test func greysKeepToThePalette() throws {
    let scene = try SceneTests.scene()
    let text = RelaxationText(scene, style: .grey256, columns: 80).text
    let codes = text.matches(of: /[34]8;5;(\d+)/).compactMap { Int($0.1) }
    #expect(codes.count > 50)
    #expect(codes.allSatisfy { $0 == 16 || $0 == 231 || (232...255).contains($0) })
    #expect(Set(codes).count > 5 && !text.contains("8;2;"))
  }

  @Test func layersThatDoNotFitGoBeneath() throws {
    let scene = try SceneTests.scene()
    let wide = RelaxationText(scene, style: .ascii, columns: 80).frame(2).split(separator: "\n")
    let narrow = RelaxationText(scene, style: .ascii, columns: 25).frame(2).split(separator: "\n")
    // 21 nodes stand as 5 x 5, the last row not full, and take 3 lines; 13 and 10 are bars.
    #expect(wide.count == 1 + 13)
    #expect(narrow.count == 1 + 3 + 13 + 10)
  }

  /// Sixels, decoded, are the frame, but for the three lowest bits of each colour.
  @Test func sixelsAreTheFrame() throws {
    let frame = try SceneTests.scene().frame(5)
    let found = try SixelReader(frame.sixels)
    #expect(found.rows == frame.rows && found.columns == frame.columns)
    var worst = 0
    for at in 0..<frame.colors.count {
      worst = max(worst, abs(Int(found.colors[at]) - Int(frame.colors[at] >> 3) * 255 / 31))
    }
    #expect(worst <= 2, "\(worst)")
  }
}
