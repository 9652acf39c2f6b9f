import Testing
import Wiring

import Workshop

@Suite struct PinoutTests {
  static let parts: [PartNumber] = [
    .mcp3008, .mcp3208, .ads1115, .ads124s08, .ads7953, .mcp4725, .mcp4728, .mcp4922, .dac8568,
    .mcp4131, .mcp4151, .mcp4231, .mcp4251, .ad5206, .ad5144, .ad5220, .x9c, .adg714, .adg715,
    .hc595, .gpioSwitch,
  ]

  /// The package's name ends in how many pins it has.
  @Test(arguments: parts)
  func numbersAreComplete(_ part: PartNumber) throws {
    let pinout = Pinout.of(part)
    let count = try #require(pinout.package.split(separator: "-").last.flatMap { Int($0) })
    #expect(pinout.pins.map(\.number) == Array(1...count))
  }

  /// Every channel has its pins, once.
  @Test(arguments: parts)
  func channelsAreComplete(_ part: PartNumber) {
    let uses = Pinout.of(part).pins.map(\.use)
    for channel in 0..<part.channelCount {
      let wanted: [Pin.Use] =
        switch part.role {
        case .input: [.input(channel)]
        case .output: [.output(channel)]
        case .potentiometer: [.terminalA(channel), .wiper(channel), .terminalB(channel)]
        case .toggle:
          part == .hc595 ? [.switchDrive(channel)] : [.near(channel), .far(channel)]
        }
      for use in wanted { #expect(uses.count { $0 == use } == 1, "\(use)") }
    }
    #expect(!uses.contains(.input(part.channelCount)))
    #expect(!uses.contains(.wiper(part.channelCount)))
  }

  /// A bus part has all lines of its bus; one on lines has all its lines.
  @Test(arguments: parts)
  func busPinsAreComplete(_ part: PartNumber) {
    let uses = Pinout.of(part).pins.map(\.use)
    #expect(uses.contains(.supply) && uses.contains(.ground))
    switch part.connection {
    case .spi:
      #expect(uses.count { $0 == .clock } == 1 && uses.count { $0 == .select } == 1)
      #expect(uses.count { $0 == .dataIn || $0 == .dataBoth } == 1)
      let answers = uses.count { $0 == .dataOut || $0 == .dataBoth }
      #expect(answers == (part.role == .input || part.hasReadBack ? 1 : 0))
    case .i2c: #expect(uses.count { $0 == .i2cClock } == 1 && uses.count { $0 == .i2cData } == 1)
    case .lines: break
    }
    for line in 0..<part.lineCount { #expect(uses.count { $0 == .line(line) } == 1) }
  }

  /// DS21298E, page 1.
  @Test func mcp3208() {
    let names = Pinout.of(.mcp3208).pins.map(\.name)
    #expect(
      names == [
        "CH0", "CH1", "CH2", "CH3", "CH4", "CH5", "CH6", "CH7", "DGND", "CS/SHDN", "DIN", "DOUT",
        "CLK", "AGND", "VREF", "VDD",
      ])
  }

  /// DS21897B, page 1; SBAS444, pin functions; FN8222; SCLS041, page 1.
  @Test(arguments: [
    (PartNumber.mcp4922, 14, "VOUTA"), (.mcp4922, 13, "VREFA"), (.mcp4922, 8, "LDAC"),
    (.mcp4922, 5, "SDI"), (.ads1115, 1, "ADDR"), (.ads1115, 10, "SCL"), (.mcp4251, 13, "SDO"),
    (.mcp4251, 4, "VSS"), (.x9c, 7, "CS"), (.x9c, 3, "RH"), (.hc595, 15, "QA"),
    (.hc595, 12, "RCLK"), (.hc595, 13, "OE"), (.hc595, 9, "QH'"), (.hc595, 7, "QH"),
  ])
  func pin(_ part: PartNumber, _ number: Int, _ name: String) {
    #expect(Pinout.of(part).pins[number - 1].name == name)
  }

  /// The header's pins that the documentation of the Raspberry Pi names.
  @Test(arguments: [
    ("GPIO10", 19), ("GPIO9", 21), ("GPIO11", 23), ("GPIO8", 24), ("GPIO7", 26), ("GPIO2", 3),
    ("GPIO3", 5), ("GPIO17", 11), ("GPIO27", 13), ("GPIO21", 40), ("GPIO26", 37), ("GPIO14", 8),
  ])
  func header(_ line: String, _ pin: Int) {
    #expect(RaspberryHeader.pin(ofLine: line) == pin)
  }

  @Test func headerSupplies() {
    func pins(_ name: String) -> [Int] {
      RaspberryHeader.names.indices.filter { RaspberryHeader.names[$0] == name }.map { $0 + 1 }
    }
    #expect(pins("3V3") == [1, 17])
    #expect(pins("5V") == [2, 4])
    #expect(pins("GND") == [6, 9, 14, 20, 25, 30, 34, 39])
    #expect(Set(RaspberryHeader.names).count == 28 + 3)
  }
}
