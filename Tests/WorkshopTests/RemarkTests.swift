import Testing
import Wiring
import Workshop

/// Every kind of remark, provoked by one change to a board that does not have it.
@Suite struct RemarkTests {
  struct Change: Sendable {
    var kind: Remark.Kind
    var board: String
    var old: String
    var new: String
    var about: String
  }

  static let changes = [
    Change(
      kind: .logicLevel, board: "tiny4-pi", old: "clockHertz: 10M}",
      new: "clockHertz: 10M, supplyVolts: 5, referenceVolts: 3.3}", about: "dac"),
    Change(
      kind: .outputAboveHeader, board: "tiny4-pi", old: "clockHertz: 1M}",
      new: "clockHertz: 1M, supplyVolts: 5, referenceVolts: 3.3}", about: "adc"),
    Change(
      kind: .sourceImpedance, board: "tiny4-pi", old: "endToEndOhms: 10k",
      new: "endToEndOhms: 100k", about: "adc"),
    Change(
      kind: .currentLimit, board: "bench32-pi", old: "minimumTap: 4", new: "minimumTap: 1",
      about: "e0 and others like it"),
    Change(
      kind: .clock, board: "tiny4-pi", old: "clockHertz: 1M}", new: "clockHertz: 2M}",
      about: "adc"),
    Change(
      kind: .mode, board: "precision16-pi", old: "spi: 0.0, mode: 1", new: "spi: 0.0, mode: 0",
      about: "adc"),
    Change(
      kind: .activeLowSwitch, board: "tiny4-pi", old: "[GPIO20]",
      new: "[{line: GPIO20, activeLow: true}]", about: "GPIO20"),
    Change(
      kind: .bus, board: "tiny4-pi", old: "i2c: 1, address: 0x60", new: "i2c: 6, address: 0x60",
      about: "levelX"),
    Change(
      kind: .supplyReference, board: "tiny4-pi", old: "address: 0x60}",
      new: "address: 0x60, supplyVolts: 3, referenceVolts: 3.3}", about: "levelX"),
  ]

  @Test(arguments: changes)
  func isProvokedAndAbsent(_ change: Change) throws {
    let without = try remarks(board(change.board))
    #expect(!without.contains { $0.kind == change.kind && $0.severity == .warning })
    let with = try remarks(board(change.board, changing: change.old, to: change.new))
    let found = with.filter { $0.kind == change.kind && $0.severity == .warning }
    #expect(found.map(\.about) == [change.about])
    #expect(found.allSatisfy { !$0.cure.isEmpty })
  }

  /// A board without an arm line is told so, and nothing holds its sources.
  @Test func armLine() throws {
    let with = try remarks(board("tiny4-pi")).filter { $0.kind == .noArm }
    #expect(with.map(\.about) == ["GPIO17"] && with[0].text.hasPrefix("R10 "))
    let without = try remarks(board("tiny4-pi", changing: "  arm: GPIO17\n"))
    #expect(without.filter { $0.kind == .noArm }.map(\.about) == ["arm"])
  }

  /// Sixteen inputs and two frames more, of two bytes each.
  @Test func messageLength() throws {
    let board = try board("bench32-pi")
    #expect(try !remarks(board, bufsizBytes: 36).contains { $0.kind == .messageLength })
    #expect(try remarks(board, bufsizBytes: 35).contains { $0.kind == .messageLength })
  }

  @Test func noLineIsLeft() throws {
    let usual = try remarks(board("bench32-pi"))
    #expect(!usual.contains { $0.kind == .chipSelect && $0.severity == .warning })
    // A second bus takes three lines of a board that has none to spare.
    let crowded = try remarks(board("bench32-pi", changing: "spi: 0.16,", to: "spi: 1.0,"))
    #expect(
      crowded.filter { $0.severity == .warning }.map(\.about).allSatisfy {
        $0.hasPrefix("/dev/spidev0.1")
      })
    #expect(crowded.contains { $0.kind == .chipSelect && $0.severity == .warning })
    let full = try board("bench32-pi", changing: "spi: 0.16,", to: "spi: 2.0,")
    let found = try remarks(full).filter { $0.severity == .warning }
    #expect(found.contains { $0.kind == .chipSelect && $0.about == "/dev/spidev2.0" })
    #expect(found.contains { $0.kind == .bus && $0.about == "pot15" })
  }

  /// The example boards have no warning but bench16's, whose converters are read too fast for nodes
  /// of 26 kohm.
  @Test(arguments: wiredBoards)
  func exampleBoards(_ name: String) throws {
    let found = try remarks(board(name)).filter { $0.severity == .warning }.map(\.kind)
    #expect(found.filter { $0 != .sourceImpedance }.isEmpty)
    if name != "bench16-pi" { #expect(found.isEmpty) }
  }

  /// 1.5 clocks, 20 pF and 1 kohm inside, to half a step: DS21298E gives about 3 kohm at 2 MHz.
  @Test func sourceResistance() throws {
    let fast = try #require(PartLimits.sourceOhms(.mcp3208, clockHertz: 2_000_000))
    #expect(abs(fast - 3_162) < 2)
    let slow = try #require(PartLimits.sourceOhms(.mcp3208, clockHertz: 1_000_000))
    #expect(abs(slow - 7_323) < 2)
    #expect(PartLimits.logicHighVolts(.mcp4922, supplyVolts: 5) == 3.5)
    #expect(PartLimits.logicHighVolts(.mcp4251, supplyVolts: 5) == 2.25)
  }

  /// The Wheatstone bridge: node x sees one element to each rail.
  @Test func nodeResistanceIsTheParallelOne() throws {
    let text = try #require(
      try remarks(
        board("tiny4-pi", changing: "endToEndOhms: 10k", to: "endToEndOhms: 100k")
      ).first { $0.kind == .sourceImpedance }?.text)
    // MCP4131 at 74 of 128 and MCP4151 at 148.5 of 256, each with its wiper; a source has 1 ohm.
    let (a, b) = (100 + 100_000 * 74 / 128.0, 100 + 100_000 * 148.5 / 256)
    let expected = (a * b / (a + b)).rounded()
    let found = try #require(text.split(separator: " ").compactMap { Double($0) }.first)
    #expect(abs(found - expected) <= 2, "\(text)")
  }
}
