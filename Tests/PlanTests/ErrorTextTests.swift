import Plan
import PlanImage
import Testing

@Suite struct ErrorTextTests {
  private let command = "`wheatstone plan BOARD TASK -o FILE`"

  @Test func everyReasonHasItsSentence() {
    let sentences = PlanError.Reason.allCases.map { describe(PlanError($0)) }
    #expect(Set(sentences).count == PlanError.Reason.allCases.count)
    for sentence in sentences {
      #expect(!sentence.isEmpty && !sentence.contains("\n"))
    }
  }

  /// Every refusal says what, where, and what to do.
  @Test(arguments: Refusal.all) func refusalsSayWhatAndWhere(_ refusal: Refusal) {
    let (error, text) = (refusal.expected, describe(refusal.expected))
    #expect(text.contains(command))
    switch error.reason {
    case .truncated: #expect(text.contains("\(error.value) bytes"))
    case .otherVersion: #expect(text.contains("version \(error.value)"))
    case .badSection:
      #expect(text.contains("\(error.value)") && text.contains("'\(error.section?.name ?? "?")'"))
      #expect(text.contains("allowed is"))
    case .badSetting:
      #expect(text.contains("'\(error.setting?.name ?? "?")'"))
      #expect(text.contains("(byte \(error.place))") && text.contains("allowed is"))
    case .badEntry:
      #expect(text.contains("'\(error.section?.name ?? "?")', entry \(error.entry) "))
      #expect(text.contains(error.entryField?.name ?? "?") && text.contains("allowed is"))
    case .accumulatorTooNarrow:
      #expect(text.contains("\(error.value)") && text.contains("allowed is"))
    case .notAPlan, .damaged, .misaligned: break
    }
  }

  @Test func sentencesInFull() {
    #expect(
      describe(PlanError(.otherVersion, place: 1, value: 3))
        == "made for plan version 3, this program reads version 1: compile it again with \(command)"
    )
    #expect(
      describe(Refusal.entry(4, 3, 12, 300))
        == "in the section 'elements', entry 3 (counted from 0) has the startTap 300 (byte 12 of "
        + "the entry), allowed is minimumTap to maximumTap; correct board and task, and compile "
        + "it again with \(command)")
    #expect(
      describe(Refusal.setting(104, 257))
        == "the setting 'updateProbability' is 257 (byte 104), allowed is 1 to 256; correct the "
        + "task, and compile it again with \(command)")
    #expect(
      describe(Refusal.section(4, 4, 20))
        == "the section 'elements' has the stride 20 (byte 244), allowed is 24; compile it again "
        + "with \(command)")
    #expect(describe(PlanError(.notAPlan, value: 0x464C_457F)).contains("7f 45 4c 46 00 00 00 00"))
    #expect(describe(Refusal.entry(5, 0, 8, .min)).contains("9223372036854775808"))
    #expect(describe(Refusal.setting(32, -1)).contains("18446744073709551615"))
  }

  /// Errors may come from anywhere: from a journal, another version, a mistake.
  @Test func unknownPlacesAreSaidToBeUnknown() {
    for reason in [PlanError.Reason.badSection, .badSetting, .badEntry] {
      #expect(describe(PlanError(reason, place: .max, value: .min)).contains("unknown place"))
    }
  }
}
