import Foundation
import Plan
import PlanImage
import Testing

@Suite struct ListingTests {
  private func listing(
    full: Bool = false, _ change: (inout PlanDraft) -> Void = { _ in }
  ) throws -> [PlanField] {
    var draft = sampleDraft()
    change(&draft)
    let memory = try PlanMemory(draft.image())
    return withExtendedLifetime(memory) { planListing(memory.plan, full: full) }
  }

  private func field(_ fields: [PlanField], _ section: String, _ name: String) throws -> PlanField {
    try #require(fields.first { $0.section == section && $0.name == name }, "\(section) \(name)")
  }

  /// Every setting's raw value is the word at its offset, read here from the bytes.
  @Test func everySettingIsListed() throws {
    let editor = ImageEditor(sampleDraft())
    let fields = try listing()
    let wide: Set<PlanSetting> = [.magic, .totalBytes, .seed, .trials, .signThreshold]
    for setting in PlanSetting.allCases {
      let field = try field(fields, "header", setting.name)
      let at = Int(setting.rawValue)
      let word =
        UInt64(editor.word(at: at))
        | (wide.contains(setting) ? UInt64(editor.word(at: at + 4)) << 32 : 0)
      #expect(field.raw.map(\.description) == ["\(word)"], "\(setting)")
      #expect(!field.value.isEmpty)
    }
    #expect(fields.filter { $0.section == "header" }.count == PlanSetting.allCases.count + 1)
  }

  @Test func everySectionIsListed() throws {
    let fields = try listing()
    let sections = Set(fields.map(\.section))
    // Empty ones have nothing to list.
    let empty: [PlanSection.Kind] = [
      .text, .wiring, .terms, .sampleWeights, .layers, .blocks, .images, .validationTargets,
    ]
    for kind in PlanSection.Kind.allCases where !empty.contains(kind) {
      #expect(sections.contains(kind.name), "\(kind)")
      _ = try field(fields, "sections", kind.name)
    }
    #expect(try field(fields, "sections", "elements").value == "3 x 24 bytes")
  }

  /// Full scale is 5 V: 2^18 of 2^20 is 1.25 V; 2^30 of 2^40 of 25 V^2 is 25/1024 V^2.
  @Test func unitsAreThoseOfPeople() throws {
    let fields = try listing()
    func shown(_ name: String) throws -> String {
      let field = try field(fields, "header", name)
      return field.unit.isEmpty ? field.value : "\(field.value) \(field.unit)"
    }
    #expect(try shown("hingeMargin") == "1.25 V")
    #expect(try shown("signThreshold") == "0.0244141 V^2")
    #expect(try shown("fullScaleMicrovolts") == "5 V")
    #expect(try shown("decision") == "nearest target")
    #expect(try shown("rule") == "proportional")
    #expect(try shown("nudge") == "symmetric")
    #expect(try shown("updateProbability") == "0.5 probability")
    #expect(try shown("recordEvery") == "every 10 trials")
    #expect(try shown("evaluateEvery") == "at the start and the end")
    #expect(try shown("overclampQuarters") == "|error|^1")
    #expect(try shown("powerWeight") == "0.5 of drop^2")
    let unitless = try listing { $0.header.fullScaleMicrovolts = 0 }
    #expect(try field(unitless, "header", "hingeMargin").value == "0.25")
    #expect(try field(unitless, "header", "hingeMargin").unit == "full scale")
  }

  /// 2^62 x 2^4 / 2^54 = 2^12 taps per full scale squared.
  @Test func entriesAreNamed() throws {
    let fields = try listing()
    let step = try field(fields, "schedule", "from trial 0")
    #expect(
      step.value == "eta 0.5 (32768/2^16), rate 4096 taps per full-scale^2, settle 10 us")
    // 3 x 2^60 x 2^15 / 2^54 = 3 x 2^21.
    #expect(
      try field(fields, "schedule", "from trial 500").value
        == "eta 0.25 (16384/2^16), rate 6291456 taps per full-scale^2, settle 20 us")
    #expect(step.raw.map(\.description) == ["0", "\(1 << 62)", "4", "32768", "10", "0"])
    #expect(
      try field(fields, "elements", "R2").value
        == "out+ - out-, taps 5 to 16777216, start 5, lower conducts better")
    #expect(try field(fields, "elements", "R2").raw.last == .signed(-1))
    #expect(try field(fields, "sources", "S2").value == "drives in2, safe at -2.5")
    #expect(try field(fields, "outputs", "output 0").value == "out+ by C1, less out- by C2")
    #expect(try field(fields, "clamps", "C3").value == "holds in2")
    #expect(try field(fields, "trainTargets", "right").value == "2 examples")
    #expect(try field(fields, "names", "board").value == "board")
    #expect(fields.filter { $0.section == "nodes" }.map(\.value) == ["in1", "in2", "out+", "out-"])
  }

  @Test func longRowsAreSummedUpUnlessFull() throws {
    let long: (inout PlanDraft) -> Void = {
      $0.header.samplesPerTrial = 10
      $0.schedule.removeLast()
      $0.trainInputs = (0..<60).map { $0 << 18 & 0xF_FFFF }
      $0.testInputs = Array(repeating: 0, count: 20)
      $0.targetRows = Array(repeating: 0, count: 40)
    }
    let row = try field(try listing(long), "trainInputs", "example 1")
    #expect(row.value == "20 values, first 0, last 3.75")
    #expect(row.raw == [.signed(0), .signed(3 << 18)])
    let full = try field(try listing(full: true, long), "trainInputs", "example 1")
    #expect(full.raw.count == 20)
    #expect(full.value.hasPrefix("0 1.25 2.5 3.75 0 "))
    let many = try listing {
      $0.trainTargets = Array(repeating: 0, count: 100)
      $0.trainInputs = Array(repeating: 0, count: 400)
    }
    #expect(try field(many, "trainInputs", "(more)").value.hasPrefix("92 more examples"))
  }

  /// An unknown name must not be able to drive a terminal, or to break a line.
  @Test func namesCannotControlATerminal() throws {
    let fields = try listing { $0.names[0] = "a\u{1B}[2J\nb\u{202E}" }
    #expect(try field(fields, "names", "board").value == "a\u{FFFD}[2J\u{FFFD}b\u{FFFD}")
    #expect(try field(try listing { $0.names[11] = "" }, "elements", "element 0").raw.count == 6)
  }

  @Test func textIsAligned() throws {
    let text = planText(try listing())
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let header = lines.dropFirst().prefix { !$0.isEmpty }
    #expect(lines.first == Array("header"))
    #expect(header.count == PlanSetting.allCases.count + 1)
    // Values begin in one column: behind the longest name and two spaces.
    let column = 2 + "nudgedSettleMicroseconds".count + 2
    for line in header {
      #expect(line.starts(with: Array("  ")))
      #expect(line[column] != " " && line[column - 1] == " ", "\(String(line))")
      #expect(line.last != " ")
    }
  }

  @Test func jsonHoldsTheSame() throws {
    let fields = try listing { $0.header.seed = .max }
    let object = try JSONSerialization.jsonObject(with: Data(try planJSON(fields).utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["planVersion"] as? Int == 4)
    let listed = try #require(root["fields"] as? [[String: Any]])
    #expect(listed.count == fields.count)
    for (object, field) in zip(listed, fields) {
      #expect(object["section"] as? String == field.section)
      #expect(object["name"] as? String == field.name)
      #expect(object["value"] as? String == field.value)
      #expect(object["unit"] as? String == field.unit)
      if field.raw.count != 1 { #expect((object["raw"] as? [Any])?.count == field.raw.count) }
    }
    let seed = try #require(listed.first { $0["name"] as? String == "seed" })
    #expect((seed["raw"] as? NSNumber)?.uint64Value == .max)
  }
}
