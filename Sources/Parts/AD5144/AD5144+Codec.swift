/// Frames of the AD5144: control 4, address 4, data 8 bits (AD5124/AD5144/AD5144A data sheet, Rev.
/// A, table 20, page 29).
public enum AD5144Frame {
  /// Command 0 with data that the part does not look at: it comes back when more is shifted in.
  public static var echo: UInt16 { 0x0A5A }
  public static var nothing: UInt16 { 0 }

  /// Command 2: to the input register, which moves nothing yet.
  public static func writeInput(wiper: UInt8, code: UInt16) -> UInt16 {
    0x2000 | UInt16(wiper & 3) << 8 | min(code, 255)
  }

  /// Command 8: every input register to its wiper at once (address bit 3: all).
  public static var copyAllInputs: UInt16 { 0x6800 }

  /// Command 3: the wiper's register, in the low byte of the next frame.
  public static func readWiper(_ wiper: UInt8) -> UInt16 { 0x3003 | UInt16(wiper & 3) << 8 }

  /// Command 3: the control register, in the low byte of the next frame.
  public static var readControl: UInt16 { 0x3002 }

  /// Command 15: all wipers out of shutdown.
  public static var leaveShutdown: UInt16 { 0xC800 }

  /// Command 16: wipers may be written (D0), the EEPROM may not (D1), potentiometer mode (D2),
  /// no bursts (D3).
  public static var control: UInt16 { 0x01 }
  public static var writeControl: UInt16 { 0xD000 | control }

  /// The bits of the control register that are described (table 22).
  public static var controlMask: UInt16 { 0x0F }
}
