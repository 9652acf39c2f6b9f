extension MCP4728Emulator {
  /// Whether a write may end behind so many bytes of its command.
  func isWhole(_ count: Int) -> Bool {
    guard let first = received.first else { return true }
    switch first >> 5 {
    case 0, 1: return count % 2 == 0
    case 2: return first >> 3 & 3 == 2 ? count % 2 == 1 && count > 1 : count % 3 == 0
    case 3: return count == 3
    case 4, 6: return count == 1
    case 5: return count == 2
    default: return true
    }
  }

  /// The command types of table 5-1, by their first bits.
  func interpret(_ at: Double) {
    let first = received[0]
    switch first >> 5 {
    case 0, 1: if received.count % 2 == 0 { fastWrite() }
    case 2: writeDAC(first, at)
    case 3:
      if received.count == 3 {
        report("the address in the EEPROM is written (5.6.8)", at)
        noteEEPROMWrite(at)
      }
    case 4: writeReferences(first)
    case 5: if received.count == 2 { writePowerDown() }
    case 6: writeGains(first)
    default:
      if received.count == 1 { report("command \(first >> 5) is reserved (table 5-1)", at) }
    }
  }

  /// 0 0 PD1 PD0 D11..D8, D7..D0, from channel A on: reference and gain stay.
  private func fastWrite() {
    let word = UInt16(received[received.count - 2]) << 8 | UInt16(received[received.count - 1])
    let channel = nextChannel % 4
    nextChannel += 1
    set(
      channel, inputs[channel] & 0x9000 | (word & 0x3000) << 1 | word & 0x0FFF, updates: false)
  }

  private func writeDAC(_ first: UInt8, _ at: Double) {
    switch first >> 3 & 3 {
    case 0: if received.count % 3 == 0 { multiWrite() }
    case 2: if received.count > 1, received.count % 2 == 1 { sequentialWrite(first, at) }
    case 3: if received.count == 3 { singleWrite(at) }
    default: if received.count == 1 { report("write function 1 is reserved (table 5-1)", at) }
    }
  }

  private var lastWord: UInt16 {
    UInt16(received[received.count - 2]) << 8 | UInt16(received[received.count - 1])
  }

  /// Groups of three bytes; the command bits of groups behind the first are not looked at.
  private func multiWrite() {
    let select = received[received.count - 3]
    set(Int(select >> 1 & 3), lastWord, updates: select & 1 == 0)
  }

  /// From a channel to D, and their EEPROM.
  private func sequentialWrite(_ first: UInt8, _ at: Double) {
    let start = Int(first >> 1 & 3)
    let channel = start + (received.count - 3) / 2
    guard channel < 4 else { return }
    set(channel, lastWord, updates: first & 1 == 0)
    keep(channel)
    if channel == 3 { noteEEPROMWrite(at) }
  }

  private func singleWrite(_ at: Double) {
    let channel = Int(received[0] >> 1 & 3)
    set(channel, lastWord, updates: received[0] & 1 == 0)
    keep(channel)
    noteEEPROMWrite(at)
  }

  /// 1 0 0 x A B C D; updates the outputs at once (figure 5-12).
  private func writeReferences(_ first: UInt8) {
    for channel in 0..<4 {
      let bit: UInt16 = first >> UInt8(3 - channel) & 1 != 0 ? 0x8000 : 0
      set(channel, inputs[channel] & 0x7FFF | bit, updates: true)
    }
  }

  /// 1 1 0 x A B C D (figure 5-14).
  private func writeGains(_ first: UInt8) {
    for channel in 0..<4 {
      let bit: UInt16 = first >> UInt8(3 - channel) & 1 != 0 ? 0x1000 : 0
      set(channel, inputs[channel] & 0xEFFF | bit, updates: true)
    }
  }

  /// 1 0 1 x A A B B, C C D D x x x x (figure 5-13).
  private func writePowerDown() {
    let word = UInt16(received[0] & 15) << 4 | UInt16(received[1] >> 4)
    for channel in 0..<4 {
      let bits = word >> UInt16(6 - 2 * channel) & 3
      set(channel, inputs[channel] & 0x9FFF | bits << 13, updates: true)
    }
  }
}
