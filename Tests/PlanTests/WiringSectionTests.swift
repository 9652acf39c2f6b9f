import Plan
import PlanImage
import Testing
import Wiring

/// The section `wiring`: it comes back word for word, and the listing says what it holds.
@Suite struct WiringSectionTests {
  private func memory(
    _ change: (inout WiringDraft) -> Void = { _ in }
  ) throws -> PlanMemory {
    var wiring = sampleWiring()
    change(&wiring)
    var draft = sampleDraft()
    draft.wiring = wiring
    return try PlanMemory(draft.image())
  }

  private func listing(
    _ change: (inout WiringDraft) -> Void = { _ in }
  ) throws -> [PlanField] {
    let memory = try memory(change)
    return withExtendedLifetime(memory) { planListing(memory.plan) }
  }

  private func wiring(_ fields: [PlanField], _ name: String) throws -> PlanField {
    try #require(fields.first { $0.section == "wiring" && $0.name == name }, "\(name)")
  }

  /// 64 + 4 x 32 + 2 x 16 + 4 x 32 + 12 x 32 + 9 x 16 bytes of tables, and 51 of text.
  @Test func wordsComeBack() throws {
    let words = sampleWiring().words()
    #expect(words.count * 8 == 64 + 128 + 32 + 128 + 384 + 144 + 56)
    let memory = try memory()
    #expect(memory.plan.wiringCount == words.count)
    let read = unsafe Array(memory.plan.wiring.bindMemory(to: UInt64.self))
    #expect(read == words)
    // Behind the text, at the image's end.
    var draft = sampleDraft()
    let bare = draft.image().count
    draft.wiring = sampleWiring()
    let editor = ImageEditor(draft)
    #expect(editor.bytes.count == bare + words.count * 8)
    #expect(Int(editor.word(at: ImageEditor.table(.wiring, 8))) == bare)
    #expect(editor.refusal == nil)
    withExtendedLifetime(memory) {}
  }

  @Test func wiringIsReadInPlace() throws {
    let memory = try memory()
    let wiring = unsafe try Wiring(checking: memory.plan.wiring)
    let draft = sampleWiring()
    #expect((0..<2).map { wiring.source($0) } == draft.sources)
    #expect((0..<3).map { wiring.clamp($0) } == draft.clamps)
    #expect((0..<4).map { wiring.probe($0) } == draft.probes)
    #expect((0..<3).map { wiring.element($0) } == draft.elements)
    #expect(wiring.probeCorrection(3) == draft.corrections[8])
    withExtendedLifetime(memory) {}
  }

  @Test func withoutAWiringThereIsNone() throws {
    let memory = try PlanMemory(sampleDraft().image())
    #expect(unsafe memory.plan.wiringCount == 0 && memory.plan.wiring.isEmpty)
    let fields = planListing(memory.plan)
    #expect(!fields.contains { $0.section == "wiring" })
    #expect(fields.contains { $0.name == "wiring" && $0.value == "0 x 8 bytes" })
    withExtendedLifetime(memory) {}
  }

  /// Full scale is 5 V: 2^14 of 2^20 is 78.125 mV, 2^50 of 2^60 is 5/1024 V.
  @Test func everyPartOfItIsListed() throws {
    let fields = try listing()
    let expected = [
      ("armLine", "none"), ("heartbeatLine", "GPIO27"), ("verifyEvery", "every 100"),
      ("watchTolerance", "0.078125"), ("isWired", "yes"),
      ("device 0", "/dev/spidev0.1, mode 1, 1000000 Hz"), ("device 1", "/dev/i2c-3, 400000 Hz"),
      ("device 2", "GPIO chip pinctrl-rp1,pinctrl-bcm2711"),
      ("line 0", "GPIO17 of device 2, active high, first inactive"),
      ("line 1", "GPIO27 of device 2, active low, first active"),
      ("chip dac", "dac8568 on /dev/spidev0.1, options 0x1"),
      ("chip adc", "ads1115 on /dev/i2c-3, at 0x48"), ("chip sw", "gpioSwitch with lines GPIO17"),
      ("source S2", "dac output 1, x 1.5, codes 0 to 65535"),
      ("clamp C1", "dac output 2, x 1.5, codes 0 to 65535"),
      ("clamp C2", "dac output 3 behind sw switch 0, x 1.5, codes 0 to 65535"),
      ("node out+", "adc input 2, x 1.5, codes 0 to 32767"),
      ("element Rµ", "pot wiper 4, x 1.5, codes 0 to 255, safe at 7"),
      ("correction of source S2", "gain 1.00098, offset 0.00488281 V"),
      ("correction of node in1", "gain 1.00488, offset 0.0244141 V"),
    ]
    for (name, value) in expected { #expect(try wiring(fields, name).value == value, "\(name)") }
    let raw = try wiring(fields, "clamp C2").raw.map(\.description)
    #expect(raw == ["0", "3", "3", "0", "\(3 << 31)", "0", "65535", "0"])
    // 6 settings, 4 devices, 2 lines, 4 chips, 12 channels, 9 corrections.
    #expect(fields.filter { $0.section == "wiring" }.count == 6 + 4 + 2 + 4 + 12 + 9)
  }

  /// The plan itself stands; the listing says what a device program would say.
  @Test func aRefusedWiringSaysWhy() throws {
    let mode = try listing { $0.devices[3].mode = 4 }
    #expect(try wiring(mode, "(refused)").value.contains("device 3 is of no known kind"))
    let other = try listing { $0.elements.removeLast() }
    #expect(try wiring(other, "(refused)").value.contains("another board than the plan's"))
    let chip = try listing { $0.chips[2].part = 999 }
    #expect(
      try wiring(chip, "(refused)").value.hasPrefix(
        "the wiring cannot be used: chip 2 is of an unknown part (999)"))
    #expect(chip.filter { $0.section == "wiring" }.count == 1)
  }

  @Test func itsNamesCannotControlATerminal() throws {
    let fields = try listing { $0.lines[0].name = $0.add("GPIO\u{1B}[2J") }
    #expect(
      try wiring(fields, "line 0").value
        == "GPIO\u{FFFD}[2J of device 2, active high, first inactive")
  }
}
