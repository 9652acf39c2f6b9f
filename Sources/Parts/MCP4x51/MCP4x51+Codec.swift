/// Frames of the MCP4131/4151/4231/4251: 16 bits, address 4, command 2, data 10, most significant
/// first (DS22060B, table 7-2, page 48).
public enum MCP4x51Frame {
  /// Register addresses (table 4-1); all others are reserved.
  public static var terminalControl: UInt8 { 4 }
  public static var status: UInt8 { 5 }

  /// TCON with every terminal of both wipers connected, which is also its power-up value
  /// (register 4-2).
  public static var allConnected: UInt16 { 0x1FF }

  /// STATUS: the SHDN pin is low (register 4-1).
  public static var isShutDown: UInt16 { 0x002 }

  /// Command 00.
  public static func write(_ address: UInt8, _ data: UInt16) -> UInt64 {
    UInt64(address & 0xF) << 12 | UInt64(data & 0x1FF)
  }

  /// Command 11. The data bits are ones: on the parts with one pin for both directions the host
  /// would otherwise pull the answer low.
  public static func read(_ address: UInt8) -> UInt64 { UInt64(address & 0xF) << 12 | 0xFFF }

  /// The nine data bits of an answer; nil where the part reports an error or does not answer.
  ///
  /// Bit 9 is low on an error (7.3). A part with an output of its own sends ones before it; with
  /// one pin for both directions the host reads what it sends there.
  public static func data(_ answer: UInt64, sharesPin: Bool) -> UInt16? {
    let mustBeHigh: UInt64 = sharesPin ? 0x0200 : 0xFE00
    guard answer & mustBeHigh == mustBeHigh else { return nil }
    return UInt16(truncatingIfNeeded: answer & 0x1FF)
  }

  /// The TCON bits that connect terminals A, W and B of a wiper. Its HW bit stays 1: at 0 the part
  /// does not open the wiper but joins it to B (5.3.1, page 39).
  public static func terminals(of wiper: UInt8) -> UInt16 { 0x7 << UInt16((wiper & 1) * 4) }

  /// TCON with the wipers connected whose bit in `wipers` is set.
  public static func terminalControl(connecting wipers: UInt8) -> UInt16 {
    var control = allConnected
    for wiper in 0..<UInt8(2) where wipers & 1 << wiper == 0 { control &= ~terminals(of: wiper) }
    return control
  }
}
