public import Wiring

/// How a board is built: its chips, what they hang on, and which channel serves what.
public struct HardwareDescription: Sendable {
  /// Labels of GPIO chips, of which exactly one must be there.
  public var gpioLabels: [String]
  /// The supply of all chips that name none.
  public var supplyVolts: Double
  /// Of all I2C buses.
  public var i2cClockHertz: Int
  public var chips: [ChipDescription] = []
  /// One each, in the board's order.
  public var sources: [ChannelPlace] = []
  public var clamps: [ClampPlace] = []
  public var probes: [ChannelPlace] = []
  public var elements: [ChannelPlace] = []
  /// Must be active for the network to be supplied.
  public var arm: LineDescription?
  /// Changes once per trial.
  public var heartbeat: LineDescription?
  /// Trials between two read-backs of all wipers; 0: at start only.
  public var verifyEvery: Int
  /// How far a driven node may be off what its source was asked; 0: not looked at.
  public var watchVolts: Double
  /// Where the key stands in the file.
  public var line: Int
}

/// One chip of a board.
public struct ChipDescription: Sendable {
  /// As in the board file.
  public var name: String
  public var part: PartNumber
  /// The part as one orders it: `MCP4251-104`.
  public var marking: String
  public var connection: Connection
  /// In the part's own order (see its page).
  public var lines: [LineDescription] = []
  public var supplyVolts: Double
  /// What a converter's codes are fractions of.
  public var referenceVolts: Double
  /// As the part's page explains.
  public var options: UInt32 = 0
  /// Where it stands in the file.
  public var line: Int

  public enum Connection: Hashable, Sendable {
    case spi(bus: Int, select: Int, clockHertz: Int, mode: Int)
    case i2c(bus: Int, address: Int)
    case lines
  }
}

/// A GPIO line by name.
public struct LineDescription: Hashable, Sendable {
  public var name: String
  public var isActiveLow: Bool

  public init(name: String, isActiveLow: Bool = false) {
    self.name = name
    self.isActiveLow = isActiveLow
  }
}

/// A channel of a chip: inputs, outputs, wipers and switches count from 0.
public struct ChannelPlace: Hashable, Sendable {
  /// An index into the chips.
  public var chip: Int
  public var channel: Int

  public init(chip: Int, channel: Int) {
    self.chip = chip
    self.channel = channel
  }
}

/// What nudges a node.
public struct ClampPlace: Hashable, Sendable {
  public var level: ChannelPlace
  /// What connects it; nil where the output lets go by itself.
  public var toggle: ChannelPlace?

  public init(level: ChannelPlace, toggle: ChannelPlace?) {
    self.level = level
    self.toggle = toggle
  }
}
