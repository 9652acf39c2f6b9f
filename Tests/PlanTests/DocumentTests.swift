import Foundation
import Plan
import PlanImage
import Testing

/// docs/plan.md must say what the code does.
@Suite struct DocumentTests {
  /// Rows of the first table below a heading: its cells, without backquotes.
  private func table(below heading: String, number: Int = 0) throws -> [[String]] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/plan.md")
    let lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(
      lines.firstIndex { $0.hasPrefix("#") && $0.drop { $0 == "#" } == " " + heading })
    let section = lines[(start + 1)...].prefix { !$0.hasPrefix("#") }
    let tables = section.split { !$0.hasPrefix("|") }
    try #require(tables.count > number, "no table below \(heading)")
    return tables[tables.startIndex + number].dropFirst(2).map { line in
      line.split(separator: "|").map {
        $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
      }
    }
  }

  @Test func headerTableIsTheHeader() throws {
    let rows = try table(below: "Header")
    let settings = PlanSetting.allCases
    try #require(rows.count == settings.count + 1)
    for (row, setting) in zip(rows, settings) {
      #expect(row[0] == "\(setting.rawValue)" && row[2] == setting.name)
      #expect(row.count == 6 && !row[4].isEmpty && !row[5].isEmpty)
    }
    // Sizes fill the header without gaps.
    var end = 0
    for row in rows {
      #expect(row[0] == "\(end)", "\(row)")
      end += try #require(Int(row[1]))
    }
    #expect(end == MemoryLayout<PlanHeader>.size)
    #expect(rows.last?[2] == "reserved")
    #expect(rows[1][4] == "\(PlanHeader.currentVersion)")
  }

  /// Where a range is a pair of numbers, it is the one that is checked.
  @Test func headerRangesAreThoseThatAreChecked() throws {
    var compared = 0
    for (row, setting) in zip(try table(below: "Header"), PlanSetting.allCases) {
      let words = row[4].split { $0 == " " || $0 == "," }
      guard setting.rawValue >= 48, words.count >= 3, words[1] == "to",
        let low = UInt32(words[0]), let high = UInt32(words[2])
      else { continue }
      #expect(setting.allowed == low...high, "\(setting)")
      compared += 1
    }
    #expect(compared == 11)
  }

  @Test func sectionTableHasStridesAndKinds() throws {
    let fields = try table(below: "Table of sections")
    #expect(fields.map { $0[0] } == PlanSection.Field.allCases.map { "\($0.rawValue)" })
    #expect(fields.map { $0[2] } == PlanSection.Field.allCases.map { "\($0)" })
    let rows = try table(below: "Table of sections", number: 1)
    try #require(rows.count == PlanSection.Kind.count)
    let strides = [
      MemoryLayout<PlanSource>.stride, MemoryLayout<PlanOutput>.stride, 4,
      MemoryLayout<PlanElement>.stride, MemoryLayout<ScheduleStep>.stride, 4, 4, 4, 4, 4,
      MemoryLayout<PlanName>.stride, 1, 8, MemoryLayout<PlanTerm>.stride, 4,
      MemoryLayout<PlanLayer>.stride, MemoryLayout<PlanBlock>.stride, 1, 4,
    ]
    for (index, kind) in PlanSection.Kind.allCases.enumerated() {
      #expect(rows[index][0] == "\(kind.rawValue)" && rows[index][1] == kind.name)
      #expect(rows[index][2] == "\(strides[index])" && kind.stride == strides[index])
    }
  }

  /// A wiring has a page of its own.
  @Test(arguments: PlanSection.Kind.allCases.filter { $0 != .wiring })
  func entryTablesAreTheEntries(
    _ kind: PlanSection.Kind
  ) throws {
    let heading =
      switch kind {
      case .trainInputs, .testInputs: "trainInputs and testInputs"
      case .trainTargets, .testTargets: "trainTargets and testTargets"
      default: kind.name
      }
    let rows = try table(below: heading)
    let fields = PlanEntryField.allCases.filter { $0.section == kind.rawValue }
    try #require(rows.count == fields.count)
    var end = 0
    for (row, field) in zip(rows, fields) {
      #expect(row[0] == "\(field.byteOffset)" && row[2] == field.name)
      #expect(row[0] == "\(end)")
      end += try #require(Int(row[1]))
    }
    #expect(end == kind.stride)
  }

  @Test func everyReasonIsExplained() throws {
    let rows = try table(below: "What is refused")
    #expect(rows.map { $0[0] } == PlanError.Reason.allCases.map { "\($0.rawValue)" })
    for (row, reason) in zip(rows, PlanError.Reason.allCases) {
      #expect(row[1].hasPrefix("\(reason)"))
    }
    let examples = [
      PlanError(.truncated, place: 192, value: 191),
      PlanError(.notAPlan, value: 0x464C_457F), PlanError(.otherVersion, place: 4, value: 5),
      PlanError(.damaged), PlanError(.misaligned, value: 3), Refusal.section(4, 4, 20),
      Refusal.setting(104, 257), Refusal.entry(4, 3, 12, 300), PlanError(.accumulatorTooNarrow),
    ]
    for (row, error) in zip(rows, examples) { #expect(describe(error).hasPrefix(row[2])) }
  }
}
