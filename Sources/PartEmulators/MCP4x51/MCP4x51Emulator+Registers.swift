// Wipers, TCON and STATUS.

extension MCP4x51Emulator {
  func value(_ address: UInt8, _ at: Double) -> UInt16 {
    switch address {
    case 4: terminalControl
    case 5: 0x1E0 | (isShutDownByPin ? 0x002 : 0)
    default: codes[Int(address)]
    }
  }

  func checkReadClock(_ clockHertz: UInt32, _ at: Double) {
    if sharesPin && clockHertz > 250_000 {
      report(
        "read at \(clockHertz) Hz on one pin, at most 250000 (table 1-3, page 13)", at)
    }
  }

  func store(_ address: Int, _ code: UInt16, _ at: Double) {
    if code > fullScale {
      report("wiper \(address) at \(code), above full scale is reserved (table 5-1)", at)
    }
    if address == 1 && (writesWiperOneToZero || writesWiperOneToBoth) { move(0, to: code) }
    if address == 0 || !writesWiperOneToZero { move(address, to: code) }
  }

  func step(_ wiper: Int, up: Bool) {
    let code = codes[wiper]
    if up && code < fullScale { move(wiper, to: code + 1) }
    if !up && code > 0 && code <= fullScale { move(wiper, to: code - 1) }
  }

  func control(_ value: UInt16, _ at: Double) {
    if value & 0x100 == 0 { report("TCON bit 8 is reserved as 1 (register 4-2)", at) }
    terminalControl = value | 0x100
    for wiper in codes.indices {
      let bits = value >> UInt16(4 * wiper) & 0xF
      if bits & 8 == 0 {
        report("TCON shuts wiper \(wiper) down: W is joined to B (5.3.2, page 39)", at)
      }
      // W, and A or B.
      open(wiper, bits & 2 == 0 || bits & 5 == 0)
    }
  }
}
