import PartEmulators
import Parts
import Testing

@Suite("AD5206") struct AD5206Tests {
  @Test(
    "Eleven bits, A2:A0 D7:D0, behind zeros (Rev. D, table 8)",
    arguments: [
      (UInt8(0), UInt16(0x00), [UInt8(0b0000_0000), 0b0000_0000]),
      (1, 0x80, [0b0000_0001, 0b1000_0000]), (5, 0xFF, [0b0000_0101, 0b1111_1111]),
    ])
  func frames(wiper: UInt8, code: UInt16, bytes: [UInt8]) {
    let rig = PartRig(PartBus())
    #expect(
      rig.words { AD5206.write($0, wiper: wiper, code: code, previous: 0, &$1) } == [bytes])
  }

  @Test("Every code of every wiper arrives, and only there; no read-back")
  func allCodes() throws {
    let log = WiperLog()
    let emulator = AD5206Emulator(name: "pot", part: 0, analog: log)
    let rig = PartRig(PartBus(spi: emulator))
    emulator.powerOn(atMicroseconds: 0)
    #expect(emulator.codes == Array(repeating: 128, count: 6))
    for wiper in 0..<AD5206.wiperCount {
      for code in UInt16(0)...255 {
        var expected = emulator.codes
        expected[Int(wiper)] = code
        try rig.perform { AD5206.write($0, wiper: wiper, code: code, previous: 9, &$1) }
        #expect(emulator.codes == expected)
        #expect(log.wipers[Int(wiper)] == code)
      }
    }
    try rig.perform { AD5206.home($0, wiper: 3, &$1) }
    #expect(emulator.codes == [255, 255, 255, 0, 255, 255])
    #expect(try rig.perform { AD5206.readBack($0, wiper: 0, &$1) } == nil)
    #expect(try rig.perform { AD5206.connect($0, wiper: 0, false, &$1) } == false)
    try rig.perform { AD5206.write($0, wiper: 6, code: 1, previous: 0, &$1) }
    #expect(rig.stepCount == 0)
    #expect(emulator.violations == [])
  }

  @Test("An AD5204 takes the same frames for its four wipers")
  func ad5204() throws {
    let log = WiperLog()
    let emulator = AD5206Emulator(name: "pot", part: 0, analog: log, wiperCount: 4)
    let rig = PartRig(PartBus(spi: emulator, mode: 3))
    for wiper in UInt8(0)..<4 {
      try rig.perform {
        AD5206.write($0, wiper: wiper, code: 10 + UInt16(wiper), previous: 0, &$1)
      }
    }
    #expect(emulator.codes == [10, 11, 12, 13])
    #expect(emulator.violations == [])
  }
}
