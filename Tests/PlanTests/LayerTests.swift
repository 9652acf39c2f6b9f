import Plan
import PlanImage
import Testing

@Suite struct LayerTests {
  private func expect(_ error: PlanError, _ change: (inout PlanDraft) -> Void) {
    var draft = sampleLayersDraft()
    change(&draft)
    #expect(throws: error) { _ = try PlanMemory(draft.image()) }
  }

  private func expect(
    _ field: PlanEntryField, _ index: UInt64, _ value: Int64, _ change: (inout PlanDraft) -> Void
  ) {
    expect(Refusal.entry(UInt64(field.section), index, UInt64(field.byteOffset), value), change)
  }

  @Test func whatIsWrittenIsRead() throws {
    let draft = sampleLayersDraft()
    let memory = try PlanMemory(draft.image())
    let plan = memory.plan
    #expect((0..<3).map { plan.layer($0) } == draft.layers)
    #expect((0..<3).map { plan.block($0) } == draft.blocks)
    // 5 x 3 + 3 x 2 + 5 x 2 weights, 3 + 2 biases.
    #expect(plan.elementCount == 36 && plan.residualCount == 0 && plan.isLayered)
    #expect((0..<3).map { plan.weightCount(block: $0) } == [15, 6, 10])
    #expect(plan.exampleCount(.validation) == 1 && plan.targetRow(.validation, 0) == 1)
    // Training, test, validation, one behind the other.
    #expect(unsafe plan.pixels(.train, 2)[0] == 80)
    #expect(unsafe plan.pixels(.test, 0)[4] == 152)
    #expect(unsafe plan.pixels(.validation, 0)[4] == 232)
    func name(_ named: Plan.Named) -> String {
      unsafe String(decoding: plan.name(named), as: UTF8.self)
    }
    #expect(name(.board) == "layers" && name(.class(1)) == "right" && name(.class(2)) == "")
    #expect(name(.node(0)) == "" && name(.element(0)) == "")
    let plain = try PlanMemory(sampleDraft().image())
    #expect(!plain.plan.isLayered && plain.plan.residualCount == 3)
    withExtendedLifetime((memory, plain)) {}
  }

  @Test func shapesThatCannotBeAreRefused() {
    expect(.layerNodeCount, 1, 0) {
      $0.layers[1].nodeCount = 0
      $0.header.nodeCount = 7
    }
    expect(.layerNodeCount, 0, 2_049) { $0.layers[0].nodeCount = 2_049 }
    expect(.layerNodeCount, 1, 0xFFFF_FFFF) { $0.layers[1].nodeCount = .max }
    expect(.layerRate, 2, 0) { $0.layers[2].rate = 0 }
    expect(.layerRate, 1, 8_193) { $0.layers[1].rate = 8_193 }
    expect(.layerActivation, 1, 3) { $0.layers[1].activation = 3 }
    expect(.blockTo, 0, 0) { $0.blocks[0].to = 0 }
    expect(.blockWeightBits, 0, 1) { $0.blocks[0].weightBits = 1 }
    expect(.blockWeightBits, 2, 17) { $0.blocks[2].weightBits = 17 }
    expect(.blockWeightScale, 1, 9) {
      $0.blocks[1].weightBits = 8
      $0.blocks[1].weightScale = 9
    }
    expect(.blockTo, 2, 3) { $0.blocks[2].to = 3 }
    expect(.blockStartReach, 1, -1) { $0.blocks[1].startReach = -1 }
    expect(.blockStartReach, 0, 1 << 30) { $0.blocks[0].startReach = 1 << 30 }
    expect(.blockWeight, 1, (1 << 30) + 1) { $0.blocks[1].weight = 1 << 30 + 1 }
    expect(Refusal.setting(52, 11)) { $0.header.nodeCount = 11 }
    // A node of the last layer would listen to 1998 + 4 others.
    expect(.layerNodeCount, 2, 2) {
      $0.layers[0].nodeCount = 1_998
      $0.header.nodeCount = 2_003
    }
  }

  @Test func countsMustAgree() {
    expect(Refusal.section(18, 12, 29)) { $0.images.removeLast() }
    expect(Refusal.section(16, 12, 1)) {
      $0.layers.removeLast(2)
      $0.blocks = []
    }
    expect(Refusal.section(17, 12, 0)) { $0.blocks = [] }
    expect(Refusal.section(1, 12, 4)) {
      $0.sources.removeLast()
      $0.images.removeLast(6)
    }
    expect(Refusal.section(4, 12, 1)) {
      $0.elements = [
        PlanElement(nodeA: 0, nodeB: 1, minimumTap: 0, maximumTap: 1, startTap: 0, direction: 1)
      ]
    }
    expect(Refusal.section(6, 12, 1)) { $0.trainInputs = [0] }
    expect(Refusal.section(11, 12, 5)) { $0.names.append("more") }
    expect(.validationTarget, 0, 2) { $0.validationTargets = [2] }
    expect(.sourceNode, 4, 3) { $0.sources[4].node = 3 }
    expect(.outputNode, 0, 9) {
      $0.outputs[0] = PlanOutput(node: 9, clamp: 1)
    }
  }

  /// What a board of layers cannot do.
  @Test func settingsAreThoseThatLayersKnow() {
    expect(Refusal.setting(56, 2)) { $0.header.samplesPerTrial = 2 }
    expect(Refusal.setting(60, 2)) { $0.header.readingsPerSample = 2 }
    expect(Refusal.setting(72, 4)) { $0.header.evaluateEvery = 4 }
    // An epoch of three would end within a batch of two, and show an example twice in it.
    expect(Refusal.setting(164, 1)) {
      $0.header.storesStates = 1
      $0.header.batchSize = 2
      $0.header.evaluateEvery = 0
    }
    expect(Refusal.setting(80, 3)) { $0.header.selfTestEvery = 3 }
    expect(Refusal.setting(92, 1)) { $0.header.rule = 1 }
    expect(Refusal.setting(104, 255)) { $0.header.updateProbability = 255 }
    expect(Refusal.setting(108, 1)) { $0.header.hinge = 1 }
    expect(Refusal.setting(116, 2)) { $0.header.overclampQuarters = 2 }
    expect(Refusal.setting(124, 1)) { $0.header.powerWeight = 1 }
    expect(Refusal.setting(128, 1)) { $0.header.decay = 1 }
    expect(Refusal.setting(136, 0)) { $0.header.push = 0 }
    expect(Refusal.setting(140, 1)) { $0.header.wraps = 1 }
    expect(Refusal.setting(144, 1)) { $0.header.shrink = 1 }
    expect(Refusal.setting(148, 1)) {
      $0.header.twin = 1
      $0.header.nudge = 0
    }
    expect(Refusal.setting(64, 1_026)) {
      $0.header.batchSize = 1_026
      $0.header.checkpointEvery = 0
    }
  }

  @Test func otherBoardsHaveNothingOfLayers() {
    func expect(_ error: PlanError, _ change: (inout PlanDraft) -> Void) {
      var draft = sampleDraft()
      change(&draft)
      #expect(throws: error) { _ = try PlanMemory(draft.image()) }
    }
    expect(Refusal.section(17, 12, 1)) {
      $0.blocks = [PlanBlock(from: 0, to: 1, startReach: 0)]
    }
    expect(Refusal.section(18, 12, 1)) { $0.images = [0] }
    expect(Refusal.section(19, 12, 1)) { $0.validationTargets = [0] }
    expect(Refusal.setting(96, 2)) { $0.header.nudge = 2 }
  }

  @Test func theListingShowsThem() throws {
    var draft = sampleLayersDraft()
    draft.layers[2].activation = 1
    draft.blocks[2].weightBits = 8
    draft.header.alternates = 1
    draft.header.storesStates = 1
    draft.header.batchSize = 3
    draft.header.evaluateEvery = 0
    draft.header.checkpointEvery = 0
    let memory = try PlanMemory(draft.image())
    let fields = withExtendedLifetime(memory) { planListing(memory.plan) }
    func value(_ section: String, _ name: String) -> String? {
      fields.first { $0.section == section && $0.name == name }?.value
    }
    #expect(value("layers", "layer 0") == "5 nodes, imposed")
    #expect(value("layers", "layer 1") == "3 nodes, step 0.5")
    #expect(
      value("blocks", "block 1")
        == "layer 1 - layer 2, 6 weights, start within +-0.25, rate x 0.5")
    #expect(value("layers", "layer 2") == "2 nodes, step 1, tanh")
    #expect(value("blocks", "block 2")?.hasSuffix(", rate x 1, 8 bits") == true)
    #expect(value("header", "alternates") == "yes: odd layers, then even ones")
    #expect(value("header", "storesStates") == "where the last one ended")
    #expect(value("sections", "elements") == "0 x 24 bytes")
    #expect(value("sections", "images") == "30 x 1 bytes")
    // 0, 8, ... 112: 56 of 256 on average.
    #expect(value("images", "train") == "3 x 5 bytes, 0.21875 of full scale on average")
    #expect(value("validationTargets", "right") == "1 example")
    #expect(value("header", "nudgedSettleMicroseconds") == "4")
    #expect(value("header", "nudge") == "either side")
  }
}
