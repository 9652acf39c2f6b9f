/// An ADS1115 on I2C (SBAS444, sections 8.4 and 8.6).
///
/// A conversion holds the input that was selected when it began; in continuous mode new settings
/// take effect with the next one. Reading a result of another input than the selected one, or before
/// a single conversion has ended, is a violation.
public final class ADS1115Emulator: ConverterEmulator, I2CPartEmulator {
  public let address: UInt16
  /// How much faster than nominal the part's clock is, -0.1 to 0.1: its tolerance.
  public let rateError: Double

  private var pointer: UInt8 = 0
  private var config: UInt16 = 0x8583
  private var thresholds: [UInt16] = [0x8000, 0x7FFF]
  private var result: (code: Int16, multiplexer: UInt16)?
  private var running: (endsAt: Double, multiplexer: UInt16)?
  private var written: [UInt8] = []
  private var readCount = 0
  /// The register whose lower byte is still to be read.
  private var latched: UInt16 = 0

  /// `rateError` is the slowest part that the datasheet allows, unless told otherwise.
  public init(
    name: String, part: Int, analog: any AnalogSide, address: UInt16 = 0x48,
    supplyVolts: Double = 3.3, rateError: Double = -0.1
  ) {
    self.address = address
    self.rateError = rateError
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  public override func powerOn(atMicroseconds: Double) {
    pointer = 0
    config = 0x8583
    thresholds = [0x8000, 0x7FFF]
    result = nil
    running = nil
    written = []
  }

  public func start(isRead: Bool, atMicroseconds: Double) -> Bool {
    finishWrite(atMicroseconds)
    readCount = 0
    return true
  }

  public func write(_ byte: UInt8, atMicroseconds: Double) -> Bool {
    written.append(byte)
    if written.count == 1 {
      if byte > 3 { report("register \(byte) is reserved (table 8-1)", atMicroseconds) }
      pointer = byte & 3
    } else if written.count == 3 {
      store(UInt16(written[1]) << 8 | UInt16(byte), atMicroseconds)
    } else if written.count > 3 {
      report("more than two bytes for a register (8.5.1.3)", atMicroseconds)
    }
    return true
  }

  public func read(atMicroseconds: Double) -> UInt8 {
    defer { readCount += 1 }
    if readCount % 2 == 1 { return UInt8(truncatingIfNeeded: latched) }
    latched = load(atMicroseconds)
    return UInt8(truncatingIfNeeded: latched >> 8)
  }

  public func stop(atMicroseconds: Double) {
    finishWrite(atMicroseconds)
  }

  private func finishWrite(_ at: Double) {
    if written.count == 2 { report("one byte of a register's two (8.5.1.3)", at) }
    written = []
  }

  private var isContinuous: Bool { config & 0x100 == 0 }
  private var multiplexer: UInt16 { config >> 12 & 7 }

  private var period: Double {
    let rates: [Double] = [8, 16, 32, 64, 128, 250, 475, 860]
    return 1_000_000 / (rates[Int(config >> 5 & 7)] * (1 + rateError))
  }

  private func load(_ at: Double) -> UInt16 {
    settle(at)
    switch pointer {
    case 0:
      checkResult(at)
      return UInt16(bitPattern: result?.code ?? 0)
    case 1:
      return config & 0x7FFF | (running == nil ? 0x8000 : 0)
    default: return thresholds[Int(pointer) - 2]
    }
  }

  private func checkResult(_ at: Double) {
    if running != nil && !isContinuous {
      report("result read before the conversion is ready (8.4.2.1)", at)
    } else if let result, result.multiplexer != multiplexer {
      report("result read is of the input before the multiplexer's change (8.4.2.2)", at)
    } else if result == nil {
      report("result read before any conversion (8.6.2)", at)
    }
  }

  private func store(_ word: UInt16, _ at: Double) {
    settle(at)
    switch pointer {
    case 0: report("the conversion register is read only (table 8-1)", at)
    case 1:
      let starts = word & 0x8000 != 0
      if starts, running != nil, !isContinuous {
        report("config written to start while a conversion runs: ignored (table 8-3)", at)
      }
      config = word & 0x7FFF
      if running == nil && (isContinuous || starts) { begin(at + 25) }
    default: thresholds[Int(pointer) - 2] = word
    }
  }

  private func begin(_ at: Double) {
    running = (endsAt: at + period, multiplexer: multiplexer)
  }

  /// Ends what has ended by now.
  private func settle(_ at: Double) {
    while let conversion = running, conversion.endsAt <= at {
      result = (convert(conversion.multiplexer), conversion.multiplexer)
      running = nil
      guard isContinuous else { return }
      // Many periods later only the last two matter.
      let skipped = max(((at - conversion.endsAt) / period).rounded(.down) - 1, 0)
      begin(conversion.endsAt + skipped * period)
    }
  }

  /// Table 8-3: four differences, four inputs against ground.
  private func convert(_ multiplexer: UInt16) -> Int16 {
    let range = Int32(Int16.min)...Int32(Int16.max)
    let pairs = [(0, 1), (0, 3), (1, 3), (2, 3)]
    if multiplexer >= 4 { return Int16(input(Int(multiplexer) - 4, range)) }
    let pair = pairs[Int(multiplexer)]
    return Int16(clamping: input(pair.0, range) - input(pair.1, range))
  }
}
