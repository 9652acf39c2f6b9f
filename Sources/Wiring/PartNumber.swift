/// The parts that a board may be built of. Raw values stand in plans: never reuse one.
public enum PartNumber: UInt16, BitwiseCopyable, Sendable {
  case mcp3008 = 1
  case mcp3208 = 2
  case ads1115 = 3
  case ads124s08 = 4
  case ads7953 = 5
  case mcp4725 = 16
  case mcp4728 = 17
  case mcp4922 = 18
  case dac8568 = 19
  case mcp4131 = 32
  case mcp4151 = 33
  case mcp4231 = 34
  case mcp4251 = 35
  case ad5206 = 36
  case ad5144 = 37
  case ad5220 = 38
  case x9c = 39
  case adg714 = 48
  case adg715 = 49
  case hc595 = 50
  /// A switch on a GPIO line of its own.
  case gpioSwitch = 51

  /// What a part is for.
  public enum Role: UInt8, BitwiseCopyable, Sendable {
    case input, output, potentiometer, toggle
  }

  /// How it is spoken to.
  public enum Connection: UInt8, BitwiseCopyable, Sendable {
    case spi = 1
    case i2c = 2
    case lines = 3
  }

  public var role: Role {
    switch self {
    case .mcp3008, .mcp3208, .ads1115, .ads124s08, .ads7953: .input
    case .mcp4725, .mcp4728, .mcp4922, .dac8568: .output
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251, .ad5206, .ad5144, .ad5220, .x9c: .potentiometer
    case .adg714, .adg715, .hc595, .gpioSwitch: .toggle
    }
  }

  public var connection: Connection {
    switch self {
    case .ads1115, .mcp4725, .mcp4728, .adg715: .i2c
    case .ad5220, .x9c, .gpioSwitch: .lines
    default: .spi
    }
  }

  /// Inputs, outputs, wipers or switches.
  public var channelCount: Int {
    switch self {
    case .mcp3008, .mcp3208, .dac8568, .adg714, .adg715, .hc595: 8
    case .ads1115, .mcp4728, .ad5144: 4
    case .ads124s08: 12
    case .ads7953: 16
    case .mcp4725, .mcp4131, .mcp4151, .ad5220, .x9c, .gpioSwitch: 1
    case .mcp4922, .mcp4231, .mcp4251: 2
    case .ad5206: 6
    }
  }

  /// Codes run from 0 to this.
  public var largestCode: Int {
    switch self {
    case .mcp3008: 1023
    case .mcp3208, .ads7953, .mcp4725, .mcp4728, .mcp4922: 4095
    case .ads1115: 32_767
    case .ads124s08: 8_388_607
    case .dac8568: 65_535
    case .mcp4131, .mcp4231: 128
    case .mcp4151, .mcp4251: 256
    case .ad5206, .ad5144: 255
    case .ad5220: 127
    case .x9c: 99
    case .adg714, .adg715, .hc595, .gpioSwitch: 1
    }
  }

  /// GPIO lines that it takes, in the order of its page in `Sources/Parts`.
  public var lineCount: Int {
    switch self {
    case .ad5220, .x9c: 3
    case .hc595, .gpioSwitch: 1
    default: 0
    }
  }

  /// Whether an output lets go of its node when told so (power-down to high impedance).
  public var canLetGo: Bool { self == .dac8568 }

  /// Whether a wiper's position can be read.
  public var hasReadBack: Bool {
    switch self {
    case .mcp4131, .mcp4151, .mcp4231, .mcp4251, .ad5144: true
    default: false
    }
  }
}
