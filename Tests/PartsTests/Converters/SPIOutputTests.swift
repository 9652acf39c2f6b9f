import Parts
import Testing

@Suite struct SPIOutputTests {
  private typealias S = ConverterScript

  /// DS21897B, register 5-1: A/B, BUF, GA, SHDN, D11..D0.
  @Test func mcp4922WritesTwoFrames() {
    let bench = ConverterScript()
    bench.write(MCP4922.self, PartPlace(), [0xABC, 0x123])
    #expect(bench.sent == [S.spi([0x3A, 0xBC]), S.spi([0xB1, 0x23])])
    #expect(bench.script.requestCount == 1)
    #expect(!bench.holdsSelect)
    let other = ConverterScript()
    other.write(MCP4922.self, PartPlace(options: 3), [0xABC, 0x123])
    #expect(other.sent == [S.spi([0x5A, 0xBC]), S.spi([0xD1, 0x23])])
    let off = ConverterScript()
    MCP4922.setUp(PartPlace(), &off.script)
    #expect(off.sent == [S.spi([0x20, 0]), S.spi([0xA0, 0])])
    #expect(off.readBack(MCP4922.self, PartPlace()) == nil)
  }

  /// SBAS430F, table 4: 0000 CCCC AAAA data data data data ffff.
  @Test func dac8568LetsGoLoadsUpdatesAndTurnsOn() {
    let bench = ConverterScript()
    bench.write(
      DAC8568.self, PartPlace(), [0, 0xFFFF, 0x1234, 3, 4, 5, 6, 0x8001], connected: 0b1010_0101)
    #expect(
      bench.sent.map(\.bytes) == [
        [0x04, 0, 0x03, 0b0101_1010], [0, 0, 0, 0], [0, 0x1F, 0xFF, 0xF0], [0, 0x21, 0x23, 0x40],
        [0, 0x30, 0, 0x30], [0, 0x40, 0, 0x40], [0, 0x50, 0, 0x50], [0, 0x60, 0, 0x60],
        [0x02, 0x78, 0, 0x10], [0x04, 0, 0, 0b1010_0101],
      ])
    #expect(bench.script.requestCount == 1)
    #expect(!bench.holdsSelect)
  }

  /// SBAS430F: 0x08000001 turns the internal reference on.
  @Test func dac8568SetUpLetsGoFirst() {
    let bench = ConverterScript()
    DAC8568.setUp(PartPlace(options: 1), &bench.script)
    #expect(
      bench.sent == [
        S.spi([0x04, 0, 0x03, 0xFF]), S.spi([0x05, 0, 0, 0x03]), S.spi([0x06, 0, 0, 0xFF]),
        S.spi([0x09, 0, 0, 0]), S.spi([0x03, 0xF0, 0, 0]), S.spi([0x08, 0, 0, 1], wait: 20_000),
      ])
    let external = ConverterScript()
    DAC8568.setUp(PartPlace(), &external.script)
    #expect(external.sent.last == S.spi([0x08, 0, 0, 0]))
  }
}
