import Testing
import Workshop

/// What a board needs that its file does not name.
@Suite struct ExtrasTests {
  private static let switches = """
        switchX: {part: switch, lines: [GPIO20]}
        switchY: {part: switch, lines: [GPIO21]}
      sources: [dac.0-1]
      clamps:
        - {level: levelX.0, switch: switchX.0}
        - {level: levelY.0, switch: switchY.0}
    """

  private static let latch = """
        latch: {part: 74HC595, spi: 0.4, lines: [GPIO20]}
      sources: [dac.0-1]
      clamps:
        - {level: levelX.0, switch: latch.0}
        - {level: levelY.0, switch: latch.7}
    """

  /// A latch only says which switches are closed; OE rests high, the switches open.
  @Test func latchWorksSwitches() throws {
    let assembly = try assembly(board("tiny4-pi", changing: Self.switches, to: Self.latch))
    let nets = assembly.nets
    for (net, ends) in nets { #expect(ends.count >= 2, "\(net): \(ends)") }
    let pins = try #require(assembly.component("latch")).pins
    // SCLS041: QA is pin 15, QH pin 7, OE pin 13.
    #expect(pins[14].net == "latch.0" && pins[6].net == "latch.7" && pins[12].net == "GPIO20")
    let drive = try #require(nets["latch.7"])
    #expect(drive.contains { $0.component == "switch.y" && $0.name == "C" })
    #expect(pulls(of: "latch.7", assembly) == ["GND"])
    #expect(pulls(of: "GPIO20", assembly) == ["3V3"])
    #expect(assembly.component("switch.y")?.pins[1].net == "node y")
  }

  /// INC low while CS is high: an X9C whose lines nobody drives does not store.
  @Test func linesRestWhereTheyDoNoHarm() throws {
    let assembly = try assembly(board("tiny4-pi"))
    #expect(pulls(of: "GPIO13", assembly) == ["3V3"])
    #expect(pulls(of: "GPIO16", assembly) == ["GND"])
    #expect(pulls(of: "GPIO17", assembly) == ["GND"])
    // Pulled up by the Pi itself.
    #expect(pulls(of: "CS 0.0", assembly) == [])
    #expect(pulls(of: "CS 0.2", assembly) == ["3V3"])
    // One resistor for both parts that share a pin for data in and out.
    #expect(pulls(of: "SPI0 MOSI", assembly) == ["SPI0 MISO"])
  }

  @Test func activeLowArmRestsHigh() throws {
    let low = try board(
      "tiny4-pi", changing: "arm: GPIO17", to: "arm: {line: GPIO17, activeLow: true}")
    #expect(pulls(of: "GPIO17", try assembly(low)) == ["3V3"])
  }

  /// Without an arm line an output goes straight to its node.
  @Test func sourcesWithoutArm() throws {
    let with = try assembly(board("tiny4-pi"))
    #expect(with.component("dac")?.pins[13].net == "dac.0")
    #expect(
      with.component("arm.low")?.pins.map(\.net) == ["dac.0", "node low", "GND", "GPIO17", "3V3"])
    let without = try assembly(board("tiny4-pi", changing: "  arm: GPIO17\n"))
    #expect(without.component("dac")?.pins[13].net == "node low")
    #expect(without.component("arm.low") == nil)
  }

  /// The AD5144's SDO is open drain: 2.2 kohm, once for the bus.
  @Test func openDrainHasAPull() throws {
    let assembly = try assembly(board("precision16-pi"))
    #expect(pulls(of: "SPI0 MISO", assembly) == ["3V3"])
    #expect(assembly.components.count { $0.value == "2.2 kohm" } == 1)
  }

  /// The other ends of the resistors on a net.
  private func pulls(of net: String, _ assembly: Assembly) -> [String] {
    assembly.components.filter { $0.kind == .resistor }.compactMap { part in
      let nets = part.pins.compactMap(\.net)
      return nets.contains(net) ? nets.first { $0 != net } : nil
    }
  }
}
