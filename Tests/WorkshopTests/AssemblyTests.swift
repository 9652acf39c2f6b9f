import BoardFile
import Foundation
import Testing
import Workshop

@Suite struct AssemblyTests {
  @Test func boardsAreThere() { #expect(wiredBoards.count >= 4) }

  @Test(arguments: wiredBoards)
  func everyNetHasTwoEnds(_ name: String) throws {
    for (net, ends) in try assembly(board(name)).nets {
      #expect(Set(ends.map(\.component)).count >= 2 || net.hasSuffix("MXO"), "\(net): \(ends)")
      #expect(ends.count >= 2, "\(net): \(ends)")
    }
  }

  /// What drives and what measures: every node has its probe and both ends of its elements.
  @Test(arguments: wiredBoards)
  func nodesHaveTheirElements(_ name: String) throws {
    let board = try board(name)
    let hardware = try #require(board.hardware)
    let nets = try assembly(board).nets
    for (index, node) in board.model.nodes.enumerated() {
      let ends = try #require(nets["node \(node)"])
      let probe = hardware.chips[hardware.probes[index].chip].name
      #expect(ends.contains { $0.component == probe })
      var wanted = 1
      wanted += board.model.elements.count { $0.nodeA == index }
      wanted += board.model.elements.count { $0.nodeB == index }
      wanted += board.model.sources.count { $0.node == index }
      wanted += board.model.clamps.count { $0.node == index }
      #expect(ends.count == wanted, "\(node): \(ends)")
    }
  }

  @Test(arguments: wiredBoards)
  func namesAndHeaderPinsAreUnique(_ name: String) throws {
    let assembly = try assembly(board(name))
    #expect(Set(assembly.components.map(\.name)).count == assembly.components.count)
    let lines = assembly.chipSelects.map(\.line)
    #expect(!lines.contains(nil) && Set(lines).count == lines.count)
    let header = try #require(assembly.component("Pi"))
    let signals = header.pins.filter { $0.name.hasPrefix("GPIO") }.compactMap(\.net)
    #expect(Set(signals).count == signals.count)
  }

  /// Written down from bench16-pi's board file and the MCP3208's and MCP4251's pin-outs.
  @Test func bench16() throws {
    let assembly = try assembly(board("bench16-pi"))
    func net(_ component: String, _ pin: Int) -> String? {
      assembly.component(component)?.pins[pin - 1].net
    }
    #expect(net("adc0", 1) == "node n0")
    #expect(net("adc1", 1) == "node n8")
    #expect(net("adc1", 2) == "GND")
    #expect(net("adc0", 10) == "CS 0.0")
    #expect(net("adc0", 12) == "SPI0 MISO")
    #expect(net("adc0", 15) == "3V3")
    #expect(net("pot0", 9) == "node n0")
    #expect(net("pot0", 10) == "node n1")
    #expect(net("pot0", 8) == nil)
    #expect(net("Pi", 24) == "CS 0.0")
    #expect(net("Pi", 15) == "CS 0.2")
    #expect(net("Pi", 11) == "GPIO17")
  }

  /// The lines depend on nothing but the board file, and avoid those that it uses.
  @Test func chipSelectsAvoidUsedLines() throws {
    let usual = try assembly(board("precision16-pi")).chipSelects.map(\.line)
    #expect(usual == ["GPIO8", "GPIO7", "GPIO22", "GPIO23", "GPIO24", "GPIO25"])
    let moved = try board("precision16-pi", changing: "arm: GPIO17", to: "arm: GPIO23")
    #expect(
      try assembly(moved).chipSelects.map(\.line)
        == ["GPIO8", "GPIO7", "GPIO22", "GPIO24", "GPIO25", "GPIO26"])
  }

  @Test func boardWithoutHardwareHasNoAssembly() throws {
    #expect(Assembly(try BoardDescription.load(from: .shipped)) == nil)
  }

  @Test func billCountsEverything() throws {
    let assembly = try assembly(board("bench16-pi"))
    let bill = Bill(assembly)
    #expect(bill.items.first { $0.part == "MCP4251-104" }?.quantity == 8)
    #expect(bill.items.first { $0.part == "MCP3208-C" }?.quantity == 2)
    #expect(bill.items.first { $0.part == "MCP4728" }?.quantity == 2)
    // One beside each of 13 chips and 3 switches.
    #expect(bill.items.first { $0.part == "100 nF" }?.quantity == 16)
    #expect(bill.items.reduce(0) { $0 + $1.quantity } == assembly.components.count)
  }

  /// 2.5 V for the ADS7953 is neither a supply nor its own.
  @Test func referenceIsAdded() throws {
    let nets = try assembly(board("bench32-pi")).nets
    let ends = try #require(nets["VREF 2.5"])
    #expect(ends.contains { $0.component == "ref1" && $0.name == "OUT" })
    #expect(ends.contains { $0.component == "adc" && $0.name == "REFP" })
  }

  @Test(arguments: wiredBoards)
  func reportIsJSONAndText(_ name: String) throws {
    let board = try board(name)
    let assembly = try assembly(board)
    let report = WiringReport(assembly, remarks: try remarks(board))
    let decoded = try JSONDecoder().decode(WiringReport.self, from: Data(report.json().utf8))
    #expect(decoded.components.map(\.name) == assembly.components.map(\.name))
    #expect(decoded.bill == report.bill && decoded.remarks == report.remarks)
    for chip in try #require(board.hardware).chips { #expect(report.text.contains(chip.name)) }
  }

  @Test(arguments: wiredBoards)
  func drawingIsXMLWithEveryChip(_ name: String) throws {
    let board = try board(name)
    let svg = WiringDrawing.svg(board, try assembly(board))
    #expect(XMLCheck.isWellFormed(svg))
    for chip in try #require(board.hardware).chips { #expect(svg.contains(">\(chip.name)<")) }
    for node in board.model.nodes { #expect(svg.contains(">\(node)<")) }
  }
}

/// Every opened element is closed, in order; no bare ampersand.
enum XMLCheck {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = piece.firstIndex(of: ">") else { return false }
      let tag = piece[..<end]
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { return false }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " && $0 != "\n" })
      }
    }
    let entities = ["&amp;", "&lt;", "&gt;"]
    return open.isEmpty
      && text.count { $0 == "&" }
        == entities.reduce(0) { $0 + text.components(separatedBy: $1).count - 1 }
  }
}
