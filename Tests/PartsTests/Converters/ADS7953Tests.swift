import Parts
import Testing

@Suite struct ADS7953Tests {
  /// The manufacturer's own example: manual mode, input 4, twice the reference, address in the
  /// answer: 0001 1 0100 1 0 0 0000.
  @Test func controlWordIsTheManufacturers() {
    #expect(ADS7953.manual(channel: 4, doublesRange: true) == 0x1A40)
    #expect(ADS7953.manual(channel: 15, doublesRange: false) == 0x1F80)
  }

  @Test func answersComeTwoFramesLater() {
    let bench = ConverterScript()
    let place = PartPlace(device: 2)
    let answers = bench.scan(ADS7953.self, place, [1, 9, 15])
    #expect(
      bench.sent.map(\.bytes) == [
        [0x18, 0x80], [0x1C, 0x80], [0x1F, 0x80], [0x18, 0x80], [0x18, 0x80],
      ])
    #expect(bench.script.requestCount == 1)
    #expect(!bench.holdsSelect)
    for (index, channel) in [UInt8(1), 9, 15].enumerated() {
      let step = bench.script.step(index + 2)
      #expect(step?.incoming == answers[index])
      bench.receive([channel << 4 | 0x0A, 0x5C], step: index + 2)
      #expect(bench.code(ADS7953.self, place, channel, at: answers[index]) == 0xA5C)
    }
  }

  @Test func anotherChannelsAddressIsNoAnswer() {
    let bench = ConverterScript()
    let answer = bench.scan(ADS7953.self, PartPlace(), [6])[0]
    for address in UInt8(0)..<16 {
      bench.receive([address << 4, 1], at: answer)
      let code = bench.code(ADS7953.self, PartPlace(), 6, at: answer)
      #expect(code == (address == 6 ? 1 : nil))
    }
  }

  @Test func setUpWantsTwoOppositeAddresses() {
    let bench = ConverterScript()
    ADS7953.setUp(PartPlace(options: 1), &bench.script)
    #expect(
      bench.sent.map(\.bytes) == [
        [0x18, 0x40], [0x18, 0x40], [0x40, 0x00], [0x1A, 0xC0], [0x1D, 0x40], [0x1D, 0x40],
        [0x1D, 0x40],
      ])
    bench.receive([0x51, 0x23], step: 5)
    bench.receive([0xA1, 0x23], step: 6)
    #expect(bench.isSetUp(ADS7953.self, PartPlace()))
    for wrong: [UInt8] in [[0xFF, 0xFF], [0, 0], [0x51, 0x23]] {
      bench.receive(wrong, step: 6)
      #expect(!bench.isSetUp(ADS7953.self, PartPlace()))
    }
  }

  @Test func nothingIsAskedForNoChannels() {
    let bench = ConverterScript()
    #expect(bench.scan(ADS7953.self, PartPlace(), []).isEmpty)
    #expect(bench.sent.isEmpty)
  }
}
