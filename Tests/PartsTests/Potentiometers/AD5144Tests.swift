import PartEmulators
import Parts
import Testing

@Suite("AD5144") struct AD5144Tests {
  let log = WiperLog()

  private func rig(options: UInt32 = 0) -> (PartRig, AD5144Emulator) {
    let emulator = AD5144Emulator(name: "pot", part: 0, analog: log)
    emulator.powerOn(atMicroseconds: 0)
    let bus = PartBus(spi: emulator, mode: 1)
    return (PartRig(bus, place: PartPlace(options: options)), emulator)
  }

  @Test("Frames: control 4, address 4, data 8 (Rev. A, table 20, page 29)")
  func frames() {
    #expect(AD5144Frame.writeInput(wiper: 0, code: 0x80) == 0b0010_0000_1000_0000)
    #expect(AD5144Frame.writeInput(wiper: 3, code: 0xFF) == 0b0010_0011_1111_1111)
    #expect(AD5144Frame.copyAllInputs == 0b0110_1000_0000_0000)
    #expect(AD5144Frame.readWiper(2) == 0b0011_0010_0000_0011)
    #expect(AD5144Frame.readControl == 0b0011_0000_0000_0010)
    #expect(AD5144Frame.writeControl == 0b1101_0000_0000_0001)
    #expect(AD5144Frame.leaveShutdown == 0b1100_1000_0000_0000)
    #expect(AD5144Frame.echo >> 12 == 0)
  }

  @Test("Every code of every wiper comes back")
  func roundTrip() throws {
    let (rig, emulator) = rig()
    for wiper in 0..<AD5144.wiperCount {
      for code in UInt16(0)...255 {
        let answer = try rig.perform { place, script in
          AD5144.write(place, wiper: wiper, code: code, previous: 0, &script)
          AD5144.apply(place, &script)
          return AD5144.readBack(place, wiper: wiper, &script)
        }
        let at = try #require(answer)
        #expect(rig.read { AD5144.code($0, wiper: wiper, $1, at: at) } == code)
        #expect(log.wipers[Int(wiper)] == code)
      }
    }
    #expect(emulator.violations == [])
    #expect(emulator.eepromWriteCount == 0)
  }

  @Test("Wipers move with the last frame, all in it")
  func together() throws {
    let (rig, emulator) = rig()
    log.forgetMoves()
    try rig.perform { place, script in
      for wiper in UInt8(0)..<4 {
        AD5144.write(place, wiper: wiper, code: 7 + UInt16(wiper), previous: 0, &script)
      }
    }
    #expect(log.moved == [])
    #expect(emulator.inputs == [7, 8, 9, 10])
    try rig.perform { AD5144.apply($0, &$1) }
    #expect(rig.stepCount == 1)
    #expect(log.moved == [0, 1, 2, 3])
    #expect(log.wipers == [0: 7, 1: 8, 2: 9, 3: 10])
  }

  @Test("Set-up forbids EEPROM writes and moves no wiper")
  func setUp() throws {
    let (rig, emulator) = rig()
    log.forgetMoves()
    try rig.perform { AD5144.setUp($0, &$1) }
    #expect(rig.read { AD5144.isSetUp($0, $1, from: 0) })
    #expect(emulator.control == 1)
    #expect(log.moved == [])
    #expect(emulator.violations == [])
  }

  @Test("A line that nobody drives is no answer, whatever its level", arguments: [0x00, 0xFF])
  func nobody(level: UInt8) throws {
    let (rig, _) = rig()
    rig.bus.floating = level
    try rig.perform { AD5144.setUp($0, &$1) }
    #expect(rig.read { AD5144.isSetUp($0, $1, from: 0) } == false)
    let answer = try #require(try rig.perform { AD5144.readBack($0, wiper: 0, &$1) })
    #expect(rig.read { AD5144.code($0, wiper: 0, $1, at: answer) } == nil)
  }

  @Test("Without SDO nothing is read")
  func withoutOutput() throws {
    let (rig, emulator) = rig(options: 1)
    rig.bus.clockHertz = 50_000_000
    try rig.perform { AD5144.setUp($0, &$1) }
    #expect(rig.read { AD5144.isSetUp($0, $1, from: 0) })
    #expect(try rig.perform { AD5144.readBack($0, wiper: 0, &$1) } == nil)
    #expect(emulator.violations == [])
  }

  @Test("A stuck wiper shows in the read-back")
  func stuck() throws {
    let (rig, emulator) = rig()
    emulator.stuckWipers = [2]
    let answer = try rig.perform { place, script in
      AD5144.write(place, wiper: 2, code: 1, previous: 0, &script)
      AD5144.apply(place, &script)
      return AD5144.readBack(place, wiper: 2, &script)
    }
    let at = try #require(answer)
    #expect(rig.read { AD5144.code($0, wiper: 2, $1, at: at) } == 0x80)
  }
}
