import BoardFile
import Doctor
import Foundation
import Testing

@Suite struct BoardTests {
  private static let boards = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "boards").path

  private static func board(_ name: String) throws -> BoardDescription {
    try BoardDescription.load(boards + "/" + name)
  }

  /// A system with the chip selects of tiny4-pi.
  private static func system() -> FakeSystem {
    var system = FakeSystem()
    for name in ["spidev0.2", "spidev0.3"] {
      system.folders["/dev"]?.append(name)
      system.nodes["/dev/" + name] = Node(group: "spi", isOpenToGroup: true, isOpen: true)
    }
    return system
  }

  private static func wrong(_ system: FakeSystem) throws -> [Finding] {
    Diagnosis(of: system, board: try board("tiny4-pi")).findings.filter { $0.level != .ok }
  }

  @Test func everythingThatTheBoardNeedsIsLookedAt() throws {
    let findings = Diagnosis(of: Self.system(), board: try Self.board("tiny4-pi")).findings
    #expect(findings.allSatisfy { $0.level == .ok })
    let subjects = findings.map(\.subject)
    // Two pulsed potentiometers of three lines, two switches, arm and heartbeat.
    #expect(subjects.count { $0.hasPrefix("line GPIO") } == 10)
    for node in ["/dev/spidev0.0", "/dev/spidev0.3", "/dev/i2c-1"] {
      #expect(subjects.count { $0 == node } == 2, "once as such, once for the board")
    }
    #expect(
      findings.contains {
        $0.subject == "/dev/i2c-1" && $0.message == "for levelX (MCP4725), levelY (MCP4725)"
      })
  }

  @Test func aMissingChipSelectNeedsItsOverlay() throws {
    var system = Self.system()
    system.nodes["/dev/spidev0.2"] = nil
    let wrong = try Self.wrong(system)
    #expect(wrong.count == 1 && wrong[0].level == .error)
    #expect(wrong[0].message.contains("pot0 (MCP4131-103)"))
    #expect(wrong[0].cure?.contains("--overlay") == true)
    system.folders["/sys/class/spi_master"] = []
    #expect(try Self.wrong(system).first?.cure?.contains("dtparam=spi=on") == true)
  }

  @Test func aClosedBusIsAnErrorForTheBoard() throws {
    var system = Self.system()
    system.nodes["/dev/i2c-1"]?.isOpen = false
    let wrong = try Self.wrong(system)
    #expect(wrong.map(\.level) == [.warning, .error])
    #expect(wrong[1].message.hasSuffix("needed for levelX (MCP4725), levelY (MCP4725)"))
  }

  @Test func theOwnerOfALineIsNamed() throws {
    var system = Self.system()
    system.lines["GPIO17"] = .held("pulsed")
    system.lines["GPIO27"] = .held("")
    system.lines["GPIO20"] = .missing
    system.lines["GPIO21"] = .ambiguous
    let wrong = try Self.wrong(system)
    #expect(wrong.count == 4 && wrong.allSatisfy { $0.level == .error && $0.cure != nil })
    func message(_ line: String) -> String? { wrong.first { $0.subject == line }?.message }
    #expect(message("line GPIO17") == "held by 'pulsed'; needed for arm")
    #expect(message("line GPIO27")?.contains("gives no name") == true)
    #expect(message("line GPIO20")?.contains("no line of this name") == true)
    #expect(message("line GPIO21")?.contains("several") == true)
  }

  @Test func exactlyOneChipMayMatch() throws {
    var system = Self.system()
    system.gpioChips = [GPIOChip(number: 3, label: "pinctrl-bcm2711"), system.gpioChips[0]]
    let two = try Self.wrong(system)
    #expect(two.count == 1 && two[0].message.contains("gpiochip3"))
    #expect(two[0].message.contains("gpiochip0"))
    system.gpioChips = [GPIOChip(number: 0, label: "gpio-mockup")]
    let none = try Self.wrong(system)
    #expect(none.count == 1 && none[0].message.contains("there are 'gpio-mockup'"))
  }

  @Test func aDriverAtAnAddressIsNamed() throws {
    var system = Self.system()
    system.folders["/sys/bus/i2c/devices/1-0060"] = ["driver", "name"]
    system.files["/sys/bus/i2c/devices/1-0060/name"] = "mcp4725"
    let wrong = try Self.wrong(system)
    #expect(wrong.count == 1 && wrong[0].subject == "levelX at 0x60")
    #expect(wrong[0].message.contains("'mcp4725'"))
  }

  @Test func aSimulatedBoardNeedsNothing() throws {
    let findings = Diagnosis(of: FakeSystem(), board: try Self.board("iris9")).findings
    let about = findings.filter { $0.subject == "iris9" }
    #expect(about.count == 1 && about[0].level == .note)
  }
}
