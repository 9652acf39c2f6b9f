/// An ADS124S08: 12 inputs, 24 bits, byte by byte (SBAS660C, sections 9.5 and 9.6).
public final class ADS124S08Emulator: SPIConverterEmulator {
  private enum Stage {
    case command
    /// The second byte of a register command: the first register, and whether it writes.
    case count(register: Int, writes: Bool)
    case reading(register: Int, left: Int)
    case writing(register: Int, left: Int)
    case data([UInt8], next: Int)
  }

  /// How much faster than nominal the internal clock is, -0.015 to 0.015: its tolerance.
  public let clockError: Double

  private var stage = Stage.command
  var registers = ADS124S08Emulator.afterReset
  var result: (code: Int32, multiplexer: UInt8)?
  var running: (endsAt: Double, multiplexer: UInt8)?
  private var readyAt = -Double.infinity
  private var isAsleep = false

  /// ID, STATUS, INPMUX, PGA, DATARATE, REF, IDACMAG, IDACMUX, VBIAS, SYS, six of calibration, GPIO.
  static let afterReset: [UInt8] = [
    0x00, 0x80, 0x01, 0x00, 0x14, 0x10, 0x00, 0xFF, 0x00, 0x10, 0, 0, 0, 0, 0, 0x40, 0, 0,
  ]

  /// `clockError` is the slowest part that the datasheet allows, unless told otherwise.
  public init(
    name: String, part: Int, analog: any AnalogSide, supplyVolts: Double = 3.3,
    clockError: Double = -0.015
  ) {
    self.clockError = clockError
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  override var limits: Limits {
    Limits(modes: [1], fastestHertz: 10_000_000, source: "SBAS660C, 7.6")
  }

  /// 2.2 ms until it listens (9.5.1).
  public override func powerOn(atMicroseconds: Double) {
    reset()
    readyAt = atMicroseconds + 2_200
  }

  private func reset() {
    registers = Self.afterReset
    result = nil
    running = nil
    isAsleep = false
  }

  override func begin(_ at: Double) { stage = .command }

  override func shift(_ byte: UInt8, _ at: Double) -> UInt8 {
    if at < readyAt {
      report("spoken to within 4,096 clocks of a reset, or 2.2 ms of power-up (9.5.3)", at)
      return 0xFF
    }
    settle(at)
    // A byte takes effect with its last clock.
    let done = at + 8 * microsecondsPerBit
    switch stage {
    case .command:
      command(byte, done)
      return 0xFF
    case .count(let register, let writes):
      let left = Int(byte & 31) + 1
      stage =
        writes
        ? .writing(register: register, left: left)
        : .reading(register: register, left: left)
      return 0xFF
    case .reading(let register, let left):
      if byte != 0 { report("DIN not low while registers are read (9.5.3.9)", at) }
      stage = left > 1 ? .reading(register: register + 1, left: left - 1) : .command
      return register < registers.count ? registers[register] : 0
    case .writing(let register, let left):
      store(byte, register, done)
      stage = left > 1 ? .writing(register: register + 1, left: left - 1) : .command
      return 0xFF
    case .data(let bytes, let next):
      stage = next + 1 < bytes.count ? .data(bytes, next: next + 1) : .command
      return bytes[next]
    }
  }

  override func end(_ at: Double) {
    if case .command = stage { return }
    report("select rose in a command's middle (9.5.3)", at)
  }

  private func command(_ byte: UInt8, _ at: Double) {
    switch byte {
    case 0x00: break
    case 0x02, 0x03: isAsleep = false
    case 0x04, 0x05:
      isAsleep = true
      running = nil
    case 0x06, 0x07:
      reset()
      readyAt = at + 1_000
    case 0x08, 0x09: startConversion(at)
    case 0x0A, 0x0B: running = nil
    case 0x12, 0x13: stage = .data(data(at), next: 0)
    case 0x20...0x3F: stage = .count(register: Int(byte & 31), writes: false)
    case 0x40...0x5F: stage = .count(register: Int(byte & 31), writes: true)
    default: report("command \(byte) is none (table 24)", at)
    }
  }

  private func startConversion(_ at: Double) {
    if isAsleep {
      report("START while powered down (9.4.2)", at)
      return
    }
    if running != nil, isSingleShot { report("START while a conversion runs restarts it", at) }
    running = (at + firstMicroseconds, registers[2])
  }

  private func store(_ byte: UInt8, _ register: Int, _ at: Double) {
    guard register > 0, register < registers.count else {
      report("register \(register) cannot be written (9.6)", at)
      return
    }
    if register == 1 {
      // Only the power-on flag can be cleared.
      if byte & 0x80 == 0 { registers[1] &= 0x7F }
      return
    }
    if register <= 9, running != nil, isSingleShot {
      report("register \(register) written while a conversion runs: it begins anew (9.4.4)", at)
    }
    if register == 6, byte & 0x30 != 0 { report("reserved bits of IDACMAG (9.6.1.7)", at) }
    registers[register] = byte
    if register <= 9, running != nil { running = (at + firstMicroseconds, registers[2]) }
  }
}
