import BusInterface
import PartEmulators
import Parts
import Testing

@Suite("AD5220") struct AD5220Tests {
  let log = WiperLog()

  /// On lines 5 to 7, with the pins at these levels (bits CS, CLK, U/D).
  private func rig(levels: Int = 0b011) -> (PartRig, AD5220Emulator) {
    let emulator = AD5220Emulator(name: "pot", part: 0, analog: log)
    var bus = PartBus(lines: emulator)
    bus.firstLine = 5
    for line in 0..<3 {
      emulator.line(line, isHigh: levels & 1 << line != 0, atMicroseconds: 0)
    }
    emulator.powerOn(atMicroseconds: 0)
    return (PartRig(bus, place: PartPlace(firstLine: 5)), emulator)
  }

  private func move(_ rig: PartRig, from: UInt16, to: UInt16) throws {
    try rig.perform { AD5220.write($0, wiper: 0, code: to, previous: from, &$1) }
  }

  @Test("One code up: U/D high, CS low, CLK low and high, CS high")
  func edges() throws {
    let (rig, _) = rig()
    try move(rig, from: 3, to: 4)
    let (select, clock, up): (UInt64, UInt64, UInt64) = (1 << 5, 1 << 6, 1 << 7)
    let expected = [
      BusStep(.lines, lineMask: clock, lineValues: clock),
      BusStep(.lines, lineMask: select | up, lineValues: up),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: clock, lineValues: 0),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: clock, lineValues: clock),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: select, lineValues: select),
    ]
    #expect((0..<rig.stepCount).compactMap { rig.step($0) } == expected)
  }

  @Test("From every code to every code, in as many steps as announced")
  func everyMove() throws {
    let (rig, emulator) = rig()
    try rig.perform { AD5220.home($0, wiper: 0, &$1) }
    #expect(rig.stepCount == AD5220.homeStepCount)
    var shadow: UInt16 = 0
    for low in UInt16(0)...127 {
      try move(rig, from: shadow, to: low)
      shadow = low
      for high in low...127 {
        let before = emulator.pulseCount
        try move(rig, from: low, to: high)
        #expect(emulator.codes[0] == high)
        #expect(rig.stepCount == AD5220.stepCount(codes: Int(high - low)))
        try move(rig, from: high, to: low)
        #expect(emulator.codes[0] == low)
        #expect(emulator.pulseCount - before == 2 * Int(high - low))
      }
    }
    #expect(log.wipers[0] == 127)
    #expect(emulator.violations == [])
    #expect(AD5220.homeStepCount <= PartRig.stepCapacity)
  }

  @Test("Homes from every code")
  func homing() throws {
    let (rig, emulator) = rig()
    #expect(emulator.codes[0] == 64)
    try rig.perform { AD5220.home($0, wiper: 0, &$1) }
    #expect(emulator.codes[0] == 0)
    for code in UInt16(0)...127 {
      try move(rig, from: 0, to: code)
      #expect(emulator.codes[0] == code)
      try rig.perform { AD5220.home($0, wiper: 0, &$1) }
      #expect(emulator.codes[0] == 0)
    }
    #expect(emulator.violations == [])
  }

  @Test("Set-up moves nothing, whatever the lines were left at", arguments: 0..<8)
  func setUp(levels: Int) throws {
    let (rig, emulator) = rig(levels: levels)
    try rig.perform { AD5220.setUp($0, &$1) }
    #expect(emulator.pulseCount == 0)
    // With CS and CLK at rest, or raised in this order, nothing is wrong either.
    if levels & 0b01 == 0 || levels & 0b10 != 0 { #expect(emulator.violations == []) }
    try rig.perform { AD5220.home($0, wiper: 0, &$1) }
    try move(rig, from: 0, to: 70)
    #expect(emulator.codes[0] == 70)
  }

  @Test("The other terminals: no read-back, no disconnecting, one wiper, codes up to 127")
  func rest() throws {
    let (rig, emulator) = rig()
    #expect(try rig.perform { AD5220.readBack($0, wiper: 0, &$1) } == nil)
    #expect(try rig.perform { AD5220.connect($0, wiper: 0, false, &$1) } == false)
    try rig.perform { AD5220.write($0, wiper: 1, code: 5, previous: 0, &$1) }
    #expect(rig.stepCount == 0)
    try move(rig, from: 64, to: 500)
    #expect(rig.stepCount == AD5220.stepCount(codes: 63))
    #expect(emulator.codes[0] == 127)
    try move(rig, from: 127, to: 127)
    #expect(rig.stepCount == 0)
  }
}
