/// An ADS7953: 16 inputs, 12 bits, frames of 16 clocks (SLAS605C, figure 45).
///
/// A frame's command moves the multiplexer at the second clock of the next frame; what it selects is
/// sampled when the select falls for the one after, and goes out in that one.
public final class ADS7953Emulator: SPIConverterEmulator {
  private enum Mode { case manual, auto1 }

  private var mode = Mode.manual
  private var requested = 0
  private var multiplexer = 0
  private var sequence: UInt16 = 0xFFFF
  private var takesSequence = false
  private var settings: UInt16 = 0
  private var output: UInt16 = 0
  private var command: UInt16 = 0
  private var clocks = 0
  /// Frames in which nothing valid goes out: behind power-up and power-down.
  private var invalidFrames = 1

  public override init(name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3) {
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  /// 20 MHz at all supplies from 2.7 V (SLAS605C, timing requirements).
  override var limits: Limits {
    Limits(modes: [0], fastestHertz: 20_000_000, source: "SLAS605C, 7.9")
  }

  public override func powerOn(atMicroseconds: Double) {
    reset()
    invalidFrames = 1
  }

  /// Manual mode, input 0, range of one reference.
  private func reset() {
    mode = .manual
    requested = 0
    multiplexer = 0
    sequence = 0xFFFF
    takesSequence = false
    settings = 0
  }

  private var isPoweredDown: Bool { settings & 0x20 != 0 }
  private var sendsPins: Bool { settings & 0x10 != 0 }

  override func begin(_ at: Double) {
    clocks = 0
    command = 0
    if invalidFrames > 0 || isPoweredDown {
      invalidFrames = max(invalidFrames - 1, 0)
      output = 0xFFFF
    } else {
      let address = sendsPins ? 0 : UInt16(multiplexer) << 12
      output = address | UInt16(input(multiplexer, 0...4095))
    }
  }

  override func shift(_ byte: UInt8, _ at: Double) -> UInt8 {
    if clocks >= 16 {
      if clocks == 16 { report("select held over more than one frame of 16 clocks (8.1)", at) }
      clocks += 8
      return 0
    }
    // Within the first byte are the second clock's falling edge and the new input.
    if clocks == 0 { multiplexer = requested }
    command = command << 8 | UInt16(byte)
    clocks += 8
    return UInt8(truncatingIfNeeded: output >> UInt16(16 - clocks))
  }

  override func end(_ at: Double) {
    guard clocks >= 16 else {
      report("select rose after \(clocks) of 16 clocks (8.1)", at)
      return
    }
    if takesSequence {
      takesSequence = false
      sequence = command
    } else {
      execute(at)
    }
  }

  private func execute(_ at: Double) {
    switch command >> 12 {
    case 0: if mode == .auto1 { advance() }
    case 1:
      mode = .manual
      takeSettings()
      requested = Int(command >> 7 & 15)
    case 2:
      let isNew = mode != .auto1 || command & 0x400 != 0
      mode = .auto1
      takeSettings()
      if isNew { requested = sequence == 0 ? 0 : sequence.trailingZeroBitCount } else { advance() }
    case 4: if command & 0x200 != 0 { reset() }
    case 8: takesSequence = true
    default:
      report("command \(command >> 12), which this part has not or nobody here uses (table 1)", at)
    }
  }

  private func advance() {
    for step in 1...16 where sequence >> UInt16((requested + step) % 16) & 1 != 0 {
      requested = (requested + step) % 16
      return
    }
  }

  /// Bit 11: bits 6 to 0 are new.
  private func takeSettings() {
    guard command & 0x800 != 0 else { return }
    let wasDown = isPoweredDown
    settings = command & 0x7F
    if wasDown && !isPoweredDown { invalidFrames = 1 }
  }
}
