import BusInterface
import PartEmulators
import Parts
import Testing

@Suite("X9C") struct X9CTests {
  let log = WiperLog()

  /// With the pins at these levels (bits CS, INC, U/D).
  private func rig(levels: Int = 0b001) -> (PartRig, X9CEmulator) {
    let emulator = X9CEmulator(name: "pot", part: 0, analog: log)
    for line in 0..<3 {
      emulator.line(line, isHigh: levels & 1 << line != 0, atMicroseconds: -1_000)
    }
    emulator.powerOn(atMicroseconds: 0)
    return (PartRig(PartBus(lines: emulator)), emulator)
  }

  private func move(_ rig: PartRig, from: UInt16, to: UInt16) throws {
    try rig.perform { X9C.write($0, wiper: 0, code: to, previous: from, &$1) }
  }

  @Test("Two codes down: INC is high when CS falls and low when it rises")
  func edges() throws {
    let (rig, _) = rig()
    try move(rig, from: 9, to: 7)
    let (select, increment, up): (UInt64, UInt64, UInt64) = (1, 2, 4)
    let expected = [
      BusStep(.lines, lineMask: increment, lineValues: increment),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: select | up, lineValues: 0),
      BusStep(.pause, waitMicroseconds: 3),
      BusStep(.lines, lineMask: increment, lineValues: 0),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: increment, lineValues: increment),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: increment, lineValues: 0),
      BusStep(.pause, waitMicroseconds: 1),
      BusStep(.lines, lineMask: select, lineValues: select),
      BusStep(.pause, waitMicroseconds: 500),
    ]
    #expect((0..<rig.stepCount).compactMap { rig.step($0) } == expected)
  }

  @Test("From every code to every code, in as many steps as announced, settled, nothing stored")
  func everyMove() throws {
    let (rig, emulator) = rig()
    try rig.perform { X9C.home($0, wiper: 0, &$1) }
    #expect(rig.stepCount == X9C.homeStepCount)
    var shadow: UInt16 = 0
    var moves = 0
    for low in UInt16(0)...99 {
      try move(rig, from: shadow, to: low)
      shadow = low
      for high in low...99 {
        let before = emulator.pulseCount
        try move(rig, from: low, to: high)
        #expect(emulator.codes[0] == high)
        #expect(rig.stepCount == X9C.stepCount(codes: Int(high - low)))
        #expect(rig.bus.nowMicroseconds() >= UInt64(emulator.settledAtMicroseconds))
        try move(rig, from: high, to: low)
        #expect(emulator.codes[0] == low)
        #expect(emulator.pulseCount - before == 2 * Int(high - low))
        moves += 2
      }
    }
    #expect(moves == 10_100)
    #expect(emulator.storeCount == 0)
    #expect(emulator.storedCode == 50)
    #expect(emulator.violations == [])
    #expect(X9C.homeStepCount <= PartRig.stepCapacity)
  }

  @Test("Homes from every code")
  func homing() throws {
    let (rig, emulator) = rig()
    for code in UInt16(0)...99 {
      try rig.perform { X9C.home($0, wiper: 0, &$1) }
      #expect(emulator.codes[0] == 0)
      try move(rig, from: 0, to: code)
      #expect(emulator.codes[0] == code)
    }
    #expect(emulator.violations == [])
  }

  @Test("Set-up stores nothing, whatever the lines were left at", arguments: 0..<8)
  func setUp(levels: Int) throws {
    let (rig, emulator) = rig(levels: levels)
    try rig.perform { X9C.setUp($0, &$1) }
    #expect(emulator.storeCount == 0)
    #expect(emulator.violations == [])
    #expect(abs(Int(emulator.codes[0]) - 50) <= 1)
    try rig.perform { X9C.home($0, wiper: 0, &$1) }
    try move(rig, from: 0, to: 99)
    #expect(emulator.codes[0] == 99)
    #expect(emulator.violations == [])
  }

  @Test("A script that broke off anywhere is followed by set-up without a store")
  func interrupted() throws {
    for end in 0..<X9C.stepCount(codes: 3) {
      let (rig, emulator) = rig()
      try move(rig, from: 10, to: 13)
      let steps = (0..<end).compactMap { rig.step($0) }
      let fresh = self.rig()
      for step in steps {
        if step.kind == .pause {
          fresh.0.bus.pause(microseconds: step.waitMicroseconds)
        } else {
          try fresh.0.bus.setLines(mask: step.lineMask, values: step.lineValues)
        }
      }
      fresh.0.bus.pause(microseconds: 1_000)
      try fresh.0.perform { X9C.setUp($0, &$1) }
      try fresh.0.perform { X9C.home($0, wiper: 0, &$1) }
      #expect(fresh.1.storeCount == 0)
      #expect(fresh.1.violations == [])
      #expect(fresh.1.codes[0] == 0)
      #expect(emulator.violations == [])
    }
  }

  @Test("No read-back, no disconnecting, one wiper, codes up to 99")
  func rest() throws {
    let (rig, emulator) = rig()
    #expect(try rig.perform { X9C.readBack($0, wiper: 0, &$1) } == nil)
    #expect(try rig.perform { X9C.connect($0, wiper: 0, false, &$1) } == false)
    try rig.perform { X9C.write($0, wiper: 1, code: 5, previous: 0, &$1) }
    #expect(rig.stepCount == 0)
    try move(rig, from: 50, to: 500)
    #expect(emulator.codes[0] == 99)
    try move(rig, from: 99, to: 99)
    #expect(rig.stepCount == 0)
  }
}
