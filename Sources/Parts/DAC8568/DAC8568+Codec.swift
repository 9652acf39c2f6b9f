extension DAC8568 {
  /// 32 bits: four zeros, command, address, 16 bits of data, feature bits (SBAS430F, tables 1 to 4).
  static func frame(command: UInt64, address: UInt64, code: UInt16) -> UInt64 {
    command << 24 | address << 20 | UInt64(code) << 4
  }

  /// Loads an output's input register; it does not move.
  public static func load(output: UInt8, code: UInt16) -> UInt64 {
    frame(command: 0, address: UInt64(output & 7), code: code)
  }

  /// Loads an output's input register and moves all outputs to what theirs hold.
  public static func loadAndUpdateAll(output: UInt8, code: UInt16) -> UInt64 {
    frame(command: 2, address: UInt64(output & 7), code: code)
  }

  /// All outputs at once: address 15.
  static var zeroAll: UInt64 { frame(command: 3, address: 15, code: 0) }

  /// Bit n for output n: lets go of them, high impedance.
  public static func letGo(_ outputs: UInt32) -> UInt64 { 0x0400_0300 | UInt64(outputs & 0xFF) }

  /// Bit n for output n: turns them on, with what they were last updated to.
  public static func turnOn(_ outputs: UInt32) -> UInt64 { 0x0400_0000 | UInt64(outputs & 0xFF) }

  /// The CLR and LDAC pins do nothing.
  static var ignoreClearPin: UInt64 { 0x0500_0003 }
  static var ignoreLoadPin: UInt64 { 0x0600_00FF }

  /// The internal reference, in the mode in which it does not follow the outputs.
  static var staticReference: UInt64 { 0x0900_0000 }
  public static func reference(isOn: Bool) -> UInt64 { isOn ? 0x0800_0001 : 0x0800_0000 }
}
