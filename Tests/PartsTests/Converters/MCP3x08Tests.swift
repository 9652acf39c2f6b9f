import Parts
import Testing

@Suite struct MCP3x08Tests {
  /// DS21295D and DS21298E, figures 6-1: the start bit ends a byte, or leaves room for D2.
  @Test func framesAreTheDatasheets() {
    for channel in UInt8(0)..<8 {
      let ten = ConverterScript()
      _ = ten.scan(MCP3008.self, PartPlace(device: 3), [channel])
      #expect(ten.sent == [ConverterScript.spi([0x01, (8 + channel) << 4, 0])])
      #expect(ten.devices == [3])
      let twelve = ConverterScript()
      _ = twelve.scan(MCP3208.self, PartPlace(device: 4), [channel])
      #expect(twelve.sent == [ConverterScript.spi([0x06 | channel >> 2, (channel & 3) << 6, 0])])
      #expect(twelve.devices == [4])
    }
  }

  @Test func aScanIsOneMessageInWhichTheSelectRises() {
    let bench = ConverterScript()
    _ = bench.scan(MCP3208.self, PartPlace(), [7, 0, 3, 3])
    #expect(bench.sent.count == 4)
    #expect(bench.script.requestCount == 1)
    #expect(!bench.holdsSelect)
  }

  @Test func codesAreTheLowestBitsOfAnAnswer() {
    let bench = ConverterScript()
    let answers = bench.scan(MCP3208.self, PartPlace(), [0, 1, 2])
    bench.receive([0xFF, 0xEA, 0xBC], at: answers[0])
    bench.receive([0x00, 0x00, 0x00], at: answers[1])
    bench.receive([0xFF, 0xEF, 0xFF], at: answers[2])
    let codes = [0, 1, 2].map {
      bench.code(MCP3208.self, PartPlace(), UInt8($0), at: answers[$0])
    }
    #expect(codes == [0xABC, 0, 4095])
    bench.receive([0xFF, 0xFA, 0xBC], at: answers[0])
    #expect(bench.code(MCP3008.self, PartPlace(), 0, at: answers[0]) == 0x2BC)
    bench.receive([0xFF, 0xFB, 0xFF], at: answers[0])
    #expect(bench.code(MCP3008.self, PartPlace(), 0, at: answers[0]) == 1023)
  }

  @Test func aNullBitOf1IsNoAnswer() {
    let bench = ConverterScript()
    let answer = bench.scan(MCP3208.self, PartPlace(), [0])[0]
    bench.receive([0xFF, 0xFF, 0xFF], at: answer)
    #expect(bench.code(MCP3208.self, PartPlace(), 0, at: answer) == nil)
    #expect(bench.code(MCP3008.self, PartPlace(), 0, at: answer) == nil)
    bench.receive([0x00, 0x10, 0x00], at: answer)
    #expect(bench.code(MCP3208.self, PartPlace(), 0, at: answer) == nil)
    bench.receive([0x00, 0x04, 0x00], at: answer)
    #expect(bench.code(MCP3008.self, PartPlace(), 0, at: answer) == nil)
  }

  /// Figure 5-2: 0xABC is 1010 1011 1100, from bit 1 upwards 0 1 1 1 1 0 1 0 1 0 1.
  @Test func setUpWantsTheCodeTwice() {
    let bench = ConverterScript()
    MCP3208.setUp(PartPlace(), &bench.script)
    #expect(bench.sent == [ConverterScript.spi([0x06, 0x00, 0, 0, 0])])
    let good: [UInt8] = [0xFF, 0xEA, 0xBC, 0b0111_1010, 0b1010_0000]
    bench.receive(good, step: 0)
    #expect(bench.isSetUp(MCP3208.self, PartPlace()))
    for bit in 12...39 {
      // Bits before the null bit are open and may be anything; one of the code is in it twice.
      guard bit >= 12 else { continue }
      var bad = good
      bad[bit / 8] ^= 0x80 >> UInt8(bit % 8)
      bench.receive(bad, step: 0)
      let isLowest = bit == 23
      #expect(bench.isSetUp(MCP3208.self, PartPlace()) == isLowest, "bit \(bit)")
    }
    bench.receive([0xFF, 0xFF, 0xFF, 0xFF, 0xFF], step: 0)
    #expect(!bench.isSetUp(MCP3208.self, PartPlace()))
    #expect(!bench.isSetUp(MCP3008.self, PartPlace()))
  }
}
