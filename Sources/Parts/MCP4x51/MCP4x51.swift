/// One wiper, 129 taps.
public enum MCP4131: MCP4x51Part {
  public static var fullScale: UInt16 { 0x80 }
  public static var wiperCount: UInt8 { 1 }
}

/// One wiper, 257 taps.
public enum MCP4151: MCP4x51Part {
  public static var fullScale: UInt16 { 0x100 }
  public static var wiperCount: UInt8 { 1 }
}

/// Two wipers, 129 taps each.
public enum MCP4231: MCP4x51Part {
  public static var fullScale: UInt16 { 0x80 }
  public static var wiperCount: UInt8 { 2 }
}

/// Two wipers, 257 taps each.
public enum MCP4251: MCP4x51Part {
  public static var fullScale: UInt16 { 0x100 }
  public static var wiperCount: UInt8 { 2 }
}
