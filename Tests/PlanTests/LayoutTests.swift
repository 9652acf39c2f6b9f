import Plan
import PlanImage
import Testing

/// Names and byte offsets of the header's fields, as the compiler lays them out.
private let headerFields: [(name: String, offset: Int?)] = [
  ("magic", MemoryLayout<PlanHeader>.offset(of: \.magic)),
  ("version", MemoryLayout<PlanHeader>.offset(of: \.version)),
  ("checksum", MemoryLayout<PlanHeader>.offset(of: \.checksum)),
  ("totalBytes", MemoryLayout<PlanHeader>.offset(of: \.totalBytes)),
  ("seed", MemoryLayout<PlanHeader>.offset(of: \.seed)),
  ("trials", MemoryLayout<PlanHeader>.offset(of: \.trials)),
  ("signThreshold", MemoryLayout<PlanHeader>.offset(of: \.signThreshold)),
  ("fullScaleMicrovolts", MemoryLayout<PlanHeader>.offset(of: \.fullScaleMicrovolts)),
  ("nodeCount", MemoryLayout<PlanHeader>.offset(of: \.nodeCount)),
  ("samplesPerTrial", MemoryLayout<PlanHeader>.offset(of: \.samplesPerTrial)),
  ("readingsPerSample", MemoryLayout<PlanHeader>.offset(of: \.readingsPerSample)),
  ("batchSize", MemoryLayout<PlanHeader>.offset(of: \.batchSize)),
  ("recordEvery", MemoryLayout<PlanHeader>.offset(of: \.recordEvery)),
  ("evaluateEvery", MemoryLayout<PlanHeader>.offset(of: \.evaluateEvery)),
  ("checkpointEvery", MemoryLayout<PlanHeader>.offset(of: \.checkpointEvery)),
  ("selfTestEvery", MemoryLayout<PlanHeader>.offset(of: \.selfTestEvery)),
  ("selfTestTolerance", MemoryLayout<PlanHeader>.offset(of: \.selfTestTolerance)),
  ("decision", MemoryLayout<PlanHeader>.offset(of: \.decision)),
  ("rule", MemoryLayout<PlanHeader>.offset(of: \.rule)),
  ("nudge", MemoryLayout<PlanHeader>.offset(of: \.nudge)),
  ("order", MemoryLayout<PlanHeader>.offset(of: \.order)),
  ("updateProbability", MemoryLayout<PlanHeader>.offset(of: \.updateProbability)),
  ("hinge", MemoryLayout<PlanHeader>.offset(of: \.hinge)),
  ("hingeMargin", MemoryLayout<PlanHeader>.offset(of: \.hingeMargin)),
  ("overclampQuarters", MemoryLayout<PlanHeader>.offset(of: \.overclampQuarters)),
  ("overclampScale", MemoryLayout<PlanHeader>.offset(of: \.overclampScale)),
  ("powerWeight", MemoryLayout<PlanHeader>.offset(of: \.powerWeight)),
  ("decay", MemoryLayout<PlanHeader>.offset(of: \.decay)),
  ("sectionCount", MemoryLayout<PlanHeader>.offset(of: \.sectionCount)),
  ("push", MemoryLayout<PlanHeader>.offset(of: \.push)),
  ("wraps", MemoryLayout<PlanHeader>.offset(of: \.wraps)),
  ("shrink", MemoryLayout<PlanHeader>.offset(of: \.shrink)),
  ("twin", MemoryLayout<PlanHeader>.offset(of: \.twin)),
  ("evaluateTrain", MemoryLayout<PlanHeader>.offset(of: \.evaluateTrain)),
  (
    "nudgedSettleMicroseconds", MemoryLayout<PlanHeader>.offset(of: \.nudgedSettleMicroseconds)
  ),
  ("alternates", MemoryLayout<PlanHeader>.offset(of: \.alternates)),
  ("storesStates", MemoryLayout<PlanHeader>.offset(of: \.storesStates)),
]

private let entryFields: [(PlanEntryField, Int?)] = [
  (.sourceNode, MemoryLayout<PlanSource>.offset(of: \.node)),
  (.sourceSafeLevel, MemoryLayout<PlanSource>.offset(of: \.safeLevel)),
  (.outputNode, MemoryLayout<PlanOutput>.offset(of: \.node)),
  (.outputMinusNode, MemoryLayout<PlanOutput>.offset(of: \.minusNode)),
  (.outputClamp, MemoryLayout<PlanOutput>.offset(of: \.clamp)),
  (.outputMinusClamp, MemoryLayout<PlanOutput>.offset(of: \.minusClamp)),
  (.elementNodeA, MemoryLayout<PlanElement>.offset(of: \.nodeA)),
  (.elementNodeB, MemoryLayout<PlanElement>.offset(of: \.nodeB)),
  (.elementMinimumTap, MemoryLayout<PlanElement>.offset(of: \.minimumTap)),
  (.elementMaximumTap, MemoryLayout<PlanElement>.offset(of: \.maximumTap)),
  (.elementStartTap, MemoryLayout<PlanElement>.offset(of: \.startTap)),
  (.elementDirection, MemoryLayout<PlanElement>.offset(of: \.direction)),
  (.stepFromTrial, MemoryLayout<ScheduleStep>.offset(of: \.fromTrial)),
  (.stepRateMantissa, MemoryLayout<ScheduleStep>.offset(of: \.rateMantissa)),
  (.stepRateShift, MemoryLayout<ScheduleStep>.offset(of: \.rateShift)),
  (.stepEta, MemoryLayout<ScheduleStep>.offset(of: \.eta)),
  (.stepSettleMicroseconds, MemoryLayout<ScheduleStep>.offset(of: \.settleMicroseconds)),
  (.stepReserved, MemoryLayout<ScheduleStep>.offset(of: \.reserved)),
  (.nameOffset, MemoryLayout<PlanName>.offset(of: \.offset)),
  (.nameLength, MemoryLayout<PlanName>.offset(of: \.length)),
  (.termKind, MemoryLayout<PlanTerm>.offset(of: \.kind)),
  (.termFlags, MemoryLayout<PlanTerm>.offset(of: \.flags)),
  (.termNodeC, MemoryLayout<PlanTerm>.offset(of: \.nodeC)),
  (.termReserved, MemoryLayout<PlanTerm>.offset(of: \.reserved)),
  (.termRestTap, MemoryLayout<PlanTerm>.offset(of: \.restTap)),
  (.termWeight, MemoryLayout<PlanTerm>.offset(of: \.weight)),
  (.termOffset, MemoryLayout<PlanTerm>.offset(of: \.offset)),
  (.termScale, MemoryLayout<PlanTerm>.offset(of: \.scale)),
  (.layerNodeCount, MemoryLayout<PlanLayer>.offset(of: \.nodeCount)),
  (.layerRate, MemoryLayout<PlanLayer>.offset(of: \.rate)),
  (.layerActivation, MemoryLayout<PlanLayer>.offset(of: \.activation)),
  (.layerReserved, MemoryLayout<PlanLayer>.offset(of: \.reserved)),
  (.blockFrom, MemoryLayout<PlanBlock>.offset(of: \.from)),
  (.blockTo, MemoryLayout<PlanBlock>.offset(of: \.to)),
  (.blockStartReach, MemoryLayout<PlanBlock>.offset(of: \.startReach)),
  (.blockWeight, MemoryLayout<PlanBlock>.offset(of: \.weight)),
  (.blockWeightBits, MemoryLayout<PlanBlock>.offset(of: \.weightBits)),
  (.blockWeightScale, MemoryLayout<PlanBlock>.offset(of: \.weightScale)),
  (.blockReserved, MemoryLayout<PlanBlock>.offset(of: \.reserved)),
]

@Suite struct LayoutTests {
  @Test func everySettingStandsWhereTheHeaderHasIt() {
    #expect(MemoryLayout<PlanHeader>.size == 192)
    #expect(PlanHeader.byteCount == 192)
    #expect(PlanSetting.allCases.count == headerFields.count)
    for (setting, field) in zip(PlanSetting.allCases, headerFields) {
      #expect(setting.name == field.name)
      #expect(field.offset == Int(setting.rawValue))
    }
    // Nothing but the reserved words is left over.
    #expect(MemoryLayout<PlanHeader>.offset(of: \.reserved) == 168)
  }

  @Test func everyEntryFieldStandsWhereItsEntryHasIt() {
    for (field, offset) in entryFields {
      #expect(offset == Int(field.byteOffset), "\(field)")
    }
    // Sections of plain integers have one field each.
    let plain = Set(PlanEntryField.allCases).subtracting(entryFields.map(\.0))
    #expect(plain.count == 10)
    #expect(plain.allSatisfy { $0.byteOffset == 0 })
    let kinds = PlanEntryField.allCases.compactMap { PlanSection.Kind(rawValue: $0.section) }
    // A wiring is checked by a module of its own.
    #expect(Set(kinds) == Set(PlanSection.Kind.allCases).subtracting([.wiring]))
  }

  @Test func sectionTableEntriesAreSixteenBytes() {
    #expect(PlanSection.byteCount == 16)
    #expect(MemoryLayout<PlanSection>.offset(of: \.kind) == Int(PlanSection.Field.kind.rawValue))
    #expect(
      MemoryLayout<PlanSection>.offset(of: \.stride) == Int(PlanSection.Field.stride.rawValue))
    #expect(
      MemoryLayout<PlanSection>.offset(of: \.offset) == Int(PlanSection.Field.offset.rawValue))
    #expect(MemoryLayout<PlanSection>.offset(of: \.count) == Int(PlanSection.Field.count.rawValue))
    #expect(PlanSection.Kind.allCases.map(\.rawValue) == Array(1...19))
    #expect(PlanSection.Kind.count == PlanSection.Kind.allCases.count)
  }
}
