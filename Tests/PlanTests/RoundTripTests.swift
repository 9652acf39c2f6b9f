import Plan
import PlanImage
import Testing

@Suite struct RoundTripTests {
  private let draft = sampleDraft()

  @Test func headerComesBack() throws {
    let plan = try PlanMemory(draft.image()).plan
    let (header, drafted) = (plan.header, draft.header)
    #expect(header.seed == drafted.seed)
    #expect(header.trials == 1_000)
    #expect(header.signThreshold == drafted.signThreshold)
    #expect(header.fullScaleMicrovolts == 5_000_000)
    #expect(header.readingsPerSample == 4)
    #expect(header.batchSize == 5)
    #expect(header.recordEvery == 10)
    #expect(header.evaluateEvery == 0)
    #expect(header.checkpointEvery == 50)
    #expect(header.decision == 1)
    #expect(header.nudge == 1)
    #expect(header.updateProbability == 128)
    #expect(header.hingeMargin == 1 << 18)
    #expect(header.decay == 1 << 20)
    #expect(header.shrink == 1 << 10)
    #expect(header.totalBytes == UInt64(draft.image().count))
    #expect(header.sectionCount == 19)
    #expect(plan.nodeCount == 4)
    #expect(plan.samplesPerTrial == 2)
  }

  @Test func entriesComeBack() throws {
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    #expect(plan.sourceCount == 2)
    #expect(plan.outputCount == 2)
    #expect((0..<plan.clampCount).map { plan.clampNode($0) } == draft.clamps)
    #expect((0..<plan.sourceCount).map { plan.source($0).node } == [0, 1])
    #expect(plan.source(1).safeLevel == -1 << 19)
    #expect(plan.output(0).minusNode == 3 && plan.output(0).minusClamp == 1)
    #expect(plan.output(1).minusNode == PlanOutput.none)
    #expect(plan.output(1).node == 1 && plan.output(1).clamp == 2)
    for index in 0..<plan.elementCount {
      let (element, drafted) = (plan.element(index), draft.elements[index])
      #expect(element.nodeA == drafted.nodeA && element.nodeB == drafted.nodeB)
      #expect(element.minimumTap == drafted.minimumTap)
      #expect(element.maximumTap == drafted.maximumTap)
      #expect(element.startTap == drafted.startTap && element.direction == drafted.direction)
      #expect(unsafe plan.elementTable[index].startTap == drafted.startTap)
    }
    #expect(plan.scheduleCount == 2)
    #expect(plan.step(1).fromTrial == 500 && plan.step(1).eta == 1 << 14)
    #expect(plan.step(1).rateMantissa == 3 << 60 && plan.step(1).rateShift == 15)
    #expect(plan.step(1).settleMicroseconds == 20)
  }

  @Test func examplesComeBack() throws {
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    #expect(plan.exampleCount(.train) == 3)
    #expect(plan.exampleCount(.test) == 1)
    for example in 0..<3 {
      #expect(plan.targetRow(.train, example) == Int(draft.trainTargets[example]))
      for t in 0..<2 {
        for source in 0..<2 {
          #expect(
            unsafe plan.inputs(.train, example, at: t)[source]
              == draft.trainInputs[(example * 2 + t) * 2 + source])
        }
      }
    }
    #expect(plan.targetRow(.test, 0) == 1)
    #expect(unsafe plan.inputs(.test, 0, at: 1)[1] == -1 << 21)
    #expect(plan.targetRowCount == 2)
    #expect(plan.target(row: 1, output: 0, at: 1) == -30)
    #expect(plan.target(row: 0, output: 1, at: 0) == 20)
    withExtendedLifetime(memory) {}
  }

  @Test func namesComeBack() throws {
    let memory = try PlanMemory(draft.image())
    func name(_ named: Plan.Named) -> String {
      unsafe String(decoding: memory.plan.name(named), as: UTF8.self)
    }
    #expect(name(.board) == "board" && name(.task) == "task")
    #expect((0..<4).map { name(.node($0)) } == ["in1", "in2", "out+", "out-"])
    #expect((0..<2).map { name(.source($0)) } == ["S1", "S2"])
    #expect((0..<3).map { name(.clamp($0)) } == ["C1", "C2", "C3"])
    #expect((0..<3).map { name(.element($0)) } == ["R1", "R2", "Rµ"])
    #expect((0..<2).map { name(.class($0)) } == ["left", "right"])
    #expect(name(.class(2)) == "")
    #expect(memory.plan.nameCount == 16)
    #expect(memory.plan.textCount == draft.names.joined().utf8.count)
  }

  @Test func sectionsAreAlignedAndInOrder() {
    let editor = ImageEditor(draft)
    var end = 192 + 19 * 16
    for kind in PlanSection.Kind.allCases {
      #expect(editor.word(at: ImageEditor.table(kind, 0)) == kind.rawValue)
      let offset = Int(editor.word(at: ImageEditor.table(kind, 8)))
      #expect(offset % 8 == 0 && offset >= end && offset < end + 8)
      end =
        offset
        + Int(
          editor.word(at: ImageEditor.table(kind, 4)) * editor.word(at: ImageEditor.table(kind, 12))
        )
    }
    #expect(end == editor.bytes.count)
    #expect(editor.word(at: 12) == ReferenceChecksum.of(editor.bytes[16...]))
    #expect(Array(editor.bytes[..<8]) == Array("WHTSTPLN".utf8))
  }
}
