/// An ADG715: every byte written sets the switches, every byte read is their register
/// (ADG714/ADG715 data sheet, Rev. E, figures 4 and 5).
public final class ADG715Emulator: SwitchEmulator, I2CPartEmulator {
  public let address: UInt16
  private var register: UInt8 = 0
  private var isReading: Bool?
  private var byteCount = 0

  public init(name: String, part: Int, analog: any AnalogSide, address: UInt16 = 0x48) {
    self.address = address
    super.init(name: name, part: part, analog: analog, switchCount: 8)
  }

  public override func powerOn(atMicroseconds: Double) {
    register = 0
    isReading = nil
    super.powerOn(atMicroseconds: atMicroseconds)
  }

  public func start(isRead: Bool, atMicroseconds: Double) -> Bool {
    endMessage(atMicroseconds)
    isReading = isRead
    return true
  }

  public func write(_ byte: UInt8, atMicroseconds: Double) -> Bool {
    guard isReading == false else {
      report("a byte written without being addressed for it", atMicroseconds)
      return false
    }
    byteCount += 1
    register = byte
    close(UInt32(byte))
    return true
  }

  public func read(atMicroseconds: Double) -> UInt8 {
    guard isReading == true else {
      report("a byte read without being addressed for it", atMicroseconds)
      return 0xFF
    }
    byteCount += 1
    // A stuck switch shows: the register is what a check would compare.
    return UInt8(truncatingIfNeeded: stuckSwitches == 0 ? UInt32(register) : closed)
  }

  public func stop(atMicroseconds: Double) {
    endMessage(atMicroseconds)
    isReading = nil
  }

  private func endMessage(_ at: Double) {
    if isReading == false && byteCount == 0 { report("addressed for a write without a byte", at) }
    byteCount = 0
  }
}
