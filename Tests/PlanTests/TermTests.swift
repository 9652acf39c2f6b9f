import Plan
import PlanImage
import Testing

@Suite struct TermTests {
  private func plan(_ change: (inout PlanDraft) -> Void) throws -> PlanMemory {
    var draft = sampleTermsDraft()
    change(&draft)
    return try PlanMemory(draft.image())
  }

  private func expect(
    _ field: PlanEntryField, _ index: Int, _ value: Int64,
    _ change: (inout PlanDraft) -> Void
  ) {
    do {
      _ = try plan(change)
      Issue.record("accepted: \(field)")
    } catch let error as PlanError {
      let expected = Refusal.entry(
        UInt64(field.section), UInt64(index), UInt64(field.byteOffset), value)
      #expect(error == expected, "\(error)")
    } catch { Issue.record("\(error)") }
  }

  @Test func whatIsWrittenIsRead() throws {
    let memory = try plan { _ in }
    let draft = sampleTermsDraft()
    #expect(memory.plan.termCount == 6)
    #expect((0..<6).map { memory.plan.term($0) } == draft.terms)
    #expect(memory.plan.weight(output: 0, at: 0) == 0)
    #expect(memory.plan.weight(output: 1, at: 1) == 32_768)
    let plain = try PlanMemory(sampleDraft().image())
    #expect(plain.plan.termCount == 0 && plain.plan.weight(output: 1, at: 1) == 65_536)
  }

  /// 2^-52 of a unit a tap: 65535 taps of 2^36 are just less than one unit of 2^-20 x 2^20.
  @Test func valuesAreOffsetAndScale() {
    let term = PlanTerm(.speed, restTap: 0, offset: 100, scale: 3 << 31)
    #expect(term.value(tap: 0) == 100 && term.value(tap: 1) == 101 && term.value(tap: 4) == 106)
    #expect(PlanTerm(.speed, restTap: 0, offset: 0, scale: -1).value(tap: 1) == -1)
  }

  @Test func countsMustAgree() {
    for change in [
      { (draft: inout PlanDraft) in draft.terms.removeLast() },
      { (draft: inout PlanDraft) in draft.sampleWeights.append(0) },
    ] {
      #expect(throws: PlanError.self) { _ = try plan(change) }
    }
  }

  @Test func entriesOutOfRangeAreNamed() {
    expect(.termKind, 1, 10) { $0.terms[1].kind = 10 }
    expect(.termKind, 0, 0) { $0.terms[0].kind = 0 }
    expect(.termFlags, 0, 2) { $0.terms[0].flags = 2 }
    expect(.termFlags, 1, 1) { $0.terms[1].flags = 1 }
    expect(.termNodeC, 2, 4) { $0.terms[2].nodeC = 4 }
    expect(.termRestTap, 0, -1) { $0.terms[0].restTap = -1 }
    expect(.termRestTap, 0, 65_536) { $0.terms[0].restTap = 65_536 }
    expect(.termWeight, 2, -1) { $0.terms[2].weight = -1 }
    expect(.termWeight, 2, (1 << 30) + 1) { $0.terms[2].weight = (1 << 30) + 1 }
    expect(.termOffset, 0, 1 << 27) { $0.terms[0].offset = 1 << 27 }
    expect(.termScale, 0, .max) { $0.terms[0].scale = .max }
    // 65535 taps of 2^43 are 2^27.
    expect(.termScale, 3, 1 << 43) { $0.terms[3].scale = 1 << 43 }
    expect(.sampleWeight, 2, 65_537) { $0.sampleWeights[2] = 65_537 }
  }

  @Test func aChannelIsThreeInARow() {
    expect(.termKind, 3, 7) { $0.terms[4].kind = LocalTerm.speed.rawValue }
    expect(.termKind, 2, 9) { $0.terms[2].kind = LocalTerm.inhibition.rawValue }
    expect(.termKind, 3, 7) { $0.elements[5].nodeB = 3 }
    expect(.termKind, 3, 7) { $0.terms[4].nodeC = 0 }
    // The last element cannot begin a channel.
    expect(.termKind, 3, 7) {
      $0.terms[5].kind = LocalTerm.speed.rawValue
    }
    expect(.termOffset, 4, 63) { $0.terms[4].offset = 63 }
    expect(.termOffset, 3, -1) { $0.terms[3].offset = -1 }
  }

  /// Clamps hold all outputs or none; forces may be none for one of them.
  @Test func outputsAreHeldTogether() throws {
    expect(.sampleWeight, 1, 5) { $0.sampleWeights[1] = 5 }
    _ = try plan {
      $0.sampleWeights[1] = 5
      $0.header.push = Push.force.rawValue
    }
  }

  @Test func theListingNamesTermsAndWeights() throws {
    let memory = try plan { _ in }
    let fields = planListing(memory.plan)
    let terms = fields.filter { $0.section == "terms" }
    #expect(terms.count == 6)
    #expect(terms[0].value == "linear, reciprocal, rests at tap 32768, rate x 0.25")
    #expect(terms[4].value.hasPrefix("halfSaturation, third node"))
    #expect(terms[4].value.hasSuffix("0.015625 to 1.01561"))
    #expect(
      terms[4].raw.map(\.description)
        == ["8", "0", "3", "0", "0", "1073741824", "16384", "68719476736"])
    let weights = fields.filter { $0.section == "sampleWeights" }
    #expect(weights.map(\.value) == ["2 of 4 values count, see --full"])
    #expect(planListing(memory.plan, full: true).count { $0.section == "sampleWeights" } == 4)
  }
}
