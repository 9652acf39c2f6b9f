import PartEmulators
import Parts
import Testing

@Suite("MCP4x51 wiper test") struct MCP4x51WiperTests {
  let log = WiperLog()
  let emulator: MCP4x51Emulator
  let rig: PartRig

  init() {
    emulator = MCP4x51Emulator(
      name: "pot", part: 0, analog: log, fullScale: 0x100, wiperCount: 2)
    rig = PartRig(PartBus(spi: emulator))
    rig.bus.clockHertz = 10_000_000
  }

  private func passes() throws -> Bool {
    let start = try rig.perform {
      MCP4251.writeWiperTest($0, resting: 100, moved: 101, &$1)
    }
    #expect(rig.stepCount == MCP4251.wiperTestStepCount)
    return rig.read { MCP4251.passesWiperTest(resting: 100, moved: 101, $1, from: start) }
  }

  @Test("Wiper 1 moves and wiper 0 does not")
  func passesOnSoundPart() throws {
    #expect(try passes())
    #expect(emulator.codes == [100, 100])
    #expect(emulator.violations == [])
  }

  @Test("Fails where wiper 1 ends in wiper 0, or in both")
  func crossed() throws {
    emulator.writesWiperOneToZero = true
    #expect(try !passes())
    emulator.writesWiperOneToZero = false
    emulator.writesWiperOneToBoth = true
    #expect(try !passes())
  }

  @Test("Fails where a wiper is stuck, even where it should be", arguments: [0, 1])
  func stuck(wiper: Int) throws {
    emulator.stuckWipers = [wiper]
    #expect(try !passes())
    emulator.stuckWipers = []
    try rig.perform { MCP4251.write($0, wiper: 1, code: 101, previous: 0, &$1) }
    emulator.stuckWipers = [1]
    #expect(try !passes())
  }

  @Test("Fails where nobody answers", arguments: [0x00, 0xFF])
  func silent(level: UInt8) throws {
    rig.bus.floating = level
    #expect(try !passes())
  }
}
