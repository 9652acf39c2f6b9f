import BusInterface
import PartEmulators
import Parts
import Testing

@Suite("MCP4x51 driver and emulator") struct MCP4x51Tests {
  let log = WiperLog()

  private func rig(
    _ part: (some MCP4x51Part).Type, clockHertz: UInt32 = 250_000, options: UInt32 = 0
  ) -> (PartRig, MCP4x51Emulator) {
    let emulator = MCP4x51Emulator(
      name: "pot", part: 0, analog: log, fullScale: part.fullScale,
      wiperCount: Int(part.wiperCount))
    let rig = PartRig(PartBus(spi: emulator), place: PartPlace(options: options))
    rig.bus.clockHertz = clockHertz
    emulator.powerOn(atMicroseconds: 0)
    return (rig, emulator)
  }

  private func roundTrip(_ part: (some MCP4x51Part).Type) throws {
    let (rig, emulator) = rig(part)
    for wiper in 0..<part.wiperCount {
      for code in 0...part.fullScale {
        let other = wiper == 0 ? emulator.codes.last : emulator.codes.first
        let answer = try rig.perform { place, script in
          part.write(place, wiper: wiper, code: code, previous: 0, &script)
          part.apply(place, &script)
          return part.readBack(place, wiper: wiper, &script)
        }
        let at = try #require(answer)
        #expect(rig.read { part.code($0, wiper: wiper, $1, at: at) } == code)
        #expect(log.wipers[Int(wiper)] == code)
        if part.wiperCount == 2 {
          #expect((wiper == 0 ? emulator.codes.last : emulator.codes.first) == other)
        }
      }
    }
    #expect(emulator.violations == [])
  }

  @Test("Every code of every wiper comes back, and the other wiper stays where it is")
  func roundTrips() throws {
    try roundTrip(MCP4131.self)
    try roundTrip(MCP4151.self)
    try roundTrip(MCP4231.self)
    try roundTrip(MCP4251.self)
  }

  @Test("Powers up at mid-scale, everything connected (DS22060B, page 9)")
  func powerUp() {
    let (_, small) = rig(MCP4231.self)
    #expect(small.codes == [0x40, 0x40])
    #expect(log.wipers == [0: 0x40, 1: 0x40])
    #expect(rig(MCP4251.self).1.codes == [0x80, 0x80])
  }

  private func isSetUp(_ part: (some MCP4x51Part).Type, _ rig: PartRig) throws -> Bool {
    try rig.perform { part.setUp($0, &$1) }
    return rig.read { part.isSetUp($0, $1, from: 0) }
  }

  @Test("Set-up reconnects the edges that an interrupted run removed, and moves no wiper")
  func setUp() throws {
    let (rig, emulator) = rig(MCP4251.self)
    try rig.perform { place, script in
      MCP4251.write(place, wiper: 1, code: 17, previous: 0, &script)
      MCP4251.connect(place, wipers: 0b01, &script)
    }
    #expect(log.wipers == [0: 0x80])
    #expect(try isSetUp(MCP4251.self, rig))
    #expect(log.wipers == [0: 0x80, 1: 17])
    #expect(try isSetUp(MCP4131.self, self.rig(MCP4131.self).0))
    #expect(emulator.violations == [])
  }

  @Test("Set-up fails: nobody there, a line stuck high or low, the SHDN pin low")
  func setUpFails() throws {
    for level: UInt8 in [0x00, 0xFF] {
      let (rig, _) = rig(MCP4251.self)
      rig.bus.floating = level
      #expect(try !isSetUp(MCP4251.self, rig))
      let single = self.rig(MCP4151.self).0
      single.bus.floating = level
      #expect(try !isSetUp(MCP4151.self, single))
    }
    let (rig, emulator) = rig(MCP4251.self)
    emulator.isShutDownByPin = true
    #expect(try !isSetUp(MCP4251.self, rig))
  }

  @Test("A line that is stuck is no wiper", arguments: [0x00, 0xFF])
  func noAnswer(level: UInt8) throws {
    let (rig, _) = rig(MCP4251.self)
    rig.bus.floating = level
    let at = try #require(try rig.perform { MCP4251.readBack($0, wiper: 1, &$1) })
    #expect(rig.read { MCP4251.code($0, wiper: 1, $1, at: at) } == nil)
  }

  @Test("Removing one edge leaves the other")
  func connect() throws {
    let (rig, emulator) = rig(MCP4251.self)
    #expect(try rig.perform { MCP4251.connect($0, wiper: 1, false, &$1) })
    #expect(log.wipers == [0: 0x80])
    #expect(try rig.perform { MCP4251.connect($0, wiper: 1, true, &$1) })
    #expect(log.wipers == [0: 0x80, 1: 0x80])
    #expect(try !rig.perform { MCP4151.connect($0, wiper: 1, false, &$1) })
    #expect(emulator.violations == [])
  }

  @Test("A code above full scale is cut; a wiper that is not there is left alone")
  func bounds() throws {
    let (rig, emulator) = rig(MCP4231.self)
    try rig.perform { MCP4231.write($0, wiper: 0, code: 300, previous: 0, &$1) }
    #expect(emulator.codes[0] == 0x80)
    try rig.perform { MCP4131.write($0, wiper: 1, code: 3, previous: 0, &$1) }
    #expect(rig.stepCount == 0)
    #expect(emulator.violations == [])
  }

  @Test("With option 0 nothing is read: a shared pin above 250 kHz")
  func withoutReads() throws {
    let (rig, emulator) = rig(MCP4151.self, clockHertz: 10_000_000, options: 1)
    #expect(try isSetUp(MCP4151.self, rig))
    #expect(try rig.perform { MCP4151.readBack($0, wiper: 0, &$1) } == nil)
    try rig.perform { MCP4151.write($0, wiper: 0, code: 256, previous: 0, &$1) }
    #expect(emulator.codes == [256])
    #expect(emulator.violations == [])
  }
}
