/// One pin of a chip in its package.
public struct Pin: Hashable, Sendable {
  /// Counts from 1, as printed in the datasheet.
  public var number: Int
  /// As the datasheet names it.
  public var name: String
  public var use: Use

  /// What a pin is for. Channels count from 0, as in board files.
  public enum Use: Hashable, Sendable {
    case supply, ground
    case clock, dataIn, dataOut, select
    /// Data to and from the chip share the pin (MCP41x1).
    case dataBoth
    case i2cClock, i2cData
    /// A bit of the I2C address.
    case address(bit: Int)
    /// The ADS1115's one address pin: ground, supply, SDA, SCL for 0x48 to 0x4B.
    case addressOfFour
    /// Takes the reference voltage, or gives it where the chip has its own.
    case reference
    /// Gives the chip's own reference; wants a capacitor.
    case referenceOut
    case input(Int), output(Int)
    case terminalA(Int), wiper(Int), terminalB(Int)
    /// The two sides of a switch; the first is the one towards the output that nudges.
    case near(Int), far(Int)
    /// Works a switch outside (74HC595).
    case switchDrive(Int)
    /// A GPIO line of the chip, in the order of its page in `Sources/Parts`.
    case line(Int)
    case tiedHigh, tiedLow
    /// Joined with another pin of the same chip (the ADS7953's MXO and AINP).
    case joined
    case open
  }
}

/// A part in one package.
public struct Pinout: Sendable {
  /// Such as `DIP-16`.
  public var package: String
  /// In the order of their numbers.
  public var pins: [Pin]
  /// Where the numbers are from.
  public var source: String
  /// Whether they were compared with that source; where not, look before you solder.
  public var isVerified: Bool

  init(_ package: String, source: String, isVerified: Bool, _ pins: [(String, Pin.Use)]) {
    self.package = package
    self.source = source
    self.isVerified = isVerified
    self.pins = pins.enumerated().map {
      Pin(number: $0.offset + 1, name: $0.element.0, use: $0.element.1)
    }
  }
}
