import Parts
import Testing

@Suite struct I2COutputTests {
  private typealias S = ConverterScript

  /// DS22039D, figure 6-1: 0 0 PD1 PD0 D11..D8, D7..D0.
  @Test func mcp4725WritesFast() {
    let bench = ConverterScript()
    bench.write(MCP4725.self, PartPlace(device: 1, address: 0x62), [0xABC])
    #expect(bench.sent == [S.write([0x0A, 0xBC])])
    #expect(bench.script.step(0)?.address == 0x62)
  }

  @Test func mcp4725IsOffAfterSetUp() {
    let bench = ConverterScript()
    MCP4725.setUp(PartPlace(), &bench.script)
    #expect(bench.sent == [S.pause(50_000), S.write([0x30, 0]), S.read(3)])
    bench.receive([0xC6, 0, 0], step: 2)
    #expect(bench.isSetUp(MCP4725.self, PartPlace()))
    // Busy, not powered, driving, another code, an open and a shorted line.
    for wrong: [UInt8] in [
      [0x46, 0, 0], [0x86, 0, 0], [0xC0, 0, 0], [0xC6, 1, 0], [255, 255, 255],
      [0, 0, 0],
    ] {
      bench.receive(wrong, step: 2)
      #expect(!bench.isSetUp(MCP4725.self, PartPlace()))
    }
  }

  @Test func mcp4725ReadsBack() throws {
    let bench = ConverterScript()
    let answer = try #require(bench.readBack(MCP4725.self, PartPlace()))
    #expect(bench.sent == [S.read(3)])
    bench.receive([0xC0, 0xAB, 0xC0], at: answer)
    #expect(bench.output(MCP4725.self, PartPlace(), 0, at: answer) == 0xABC)
    for wrong: [UInt8] in [[0x40, 0, 0], [0xC2, 0, 0], [255, 255, 255], [0, 0, 0]] {
      bench.receive(wrong, at: answer)
      #expect(bench.output(MCP4725.self, PartPlace(), 0, at: answer) == nil)
    }
  }

  /// DS22187E, figure 5-8: 01000 DAC1 DAC0 UDAC, VREF PD1 PD0 Gx D11..D8, D7..D0.
  @Test func mcp4728WritesAllInOneMessage() {
    let codes: [UInt16] = [0, 0x123, 0x800, 0xFFF]
    let supply = ConverterScript()
    supply.write(MCP4728.self, PartPlace(), codes)
    #expect(
      supply.sent == [
        S.write([0x40, 0, 0, 0x42, 0x01, 0x23, 0x44, 0x08, 0, 0x46, 0x0F, 0xFF])
      ])
    let doubled = ConverterScript()
    doubled.write(MCP4728.self, PartPlace(options: 3), codes)
    #expect(
      doubled.sent == [
        S.write([0x40, 0x90, 0, 0x42, 0x91, 0x23, 0x44, 0x98, 0, 0x46, 0x9F, 0xFF])
      ])
    // The gain is only there with the internal reference.
    let plain = ConverterScript()
    plain.write(MCP4728.self, PartPlace(options: 2), [5])
    #expect(plain.sent == [S.write([0x40, 0, 5])])
  }

  @Test func mcp4728ReadsBackWhatItSet() throws {
    let place = PartPlace(address: 0x65, options: 1)
    let bench = ConverterScript()
    let answer = try #require(bench.readBack(MCP4728.self, place))
    #expect(bench.sent == [S.read(24)])
    var bytes: [UInt8] = []
    for channel in UInt8(0)..<4 {
      let header = 0xC5 | channel << 4
      bytes += [header, 0x81 + channel, 0x23, header, 0x88, 0]
    }
    func code(_ output: UInt8) -> UInt16? {
      bench.output(MCP4728.self, place, output, at: answer)
    }
    bench.receive(bytes, at: answer)
    #expect((UInt8(0)..<4).map(code) == [0x123, 0x223, 0x323, 0x423])
    // Busy, not powered, another channel, another address; off, another reference or gain.
    for (index, flip) in [
      (6, UInt8(0x80)), (6, 0x40), (6, 0x20), (6, 1), (7, 0x20), (7, 0x80),
      (7, 0x10),
    ] {
      var bad = bytes
      bad[index] ^= flip
      bench.receive(bad, at: answer)
      #expect(code(1) == nil)
      #expect(code(2) == 0x323)
    }
  }

  @Test func mcp4728IsOffAfterSetUp() {
    let place = PartPlace(address: 0x60)
    let bench = ConverterScript()
    MCP4728.setUp(place, &bench.script)
    #expect(
      bench.sent == [
        S.pause(50_000),
        S.write([0x40, 0x60, 0, 0x42, 0x60, 0, 0x44, 0x60, 0, 0x46, 0x60, 0]), S.read(24),
      ])
    var bytes: [UInt8] = []
    for channel in UInt8(0)..<4 { bytes += [0xC0 | channel << 4, 0x60, 0, 0, 0, 0] }
    bench.receive(bytes, step: 2)
    #expect(bench.isSetUp(MCP4728.self, place))
    for channel in 0..<4 {
      var bad = bytes
      bad[6 * channel + 1] = 0x68
      bench.receive(bad, step: 2)
      #expect(!bench.isSetUp(MCP4728.self, place))
    }
    bench.receive([UInt8](repeating: 0xFF, count: 24), step: 2)
    #expect(!bench.isSetUp(MCP4728.self, place))
  }
}
