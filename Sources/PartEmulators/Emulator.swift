/// The other side of a part's pins, at the level of bytes and edges. Classes, because a part is a
/// thing with a state.
public protocol PartEmulator: AnyObject {
  /// What was done to the part that its datasheet forbids; a test fails if there is any.
  var violations: [Violation] { get set }
}

/// One misuse of a part.
public struct Violation: Equatable, Sendable, CustomStringConvertible {
  public var part: String
  /// What was done, and the rule with its datasheet page.
  public var what: String
  public var atMicroseconds: Double

  public init(part: String, what: String, atMicroseconds: Double) {
    self.part = part
    self.what = what
    self.atMicroseconds = atMicroseconds
  }

  public var description: String { "\(part) at \(atMicroseconds) us: \(what)" }
}

/// A part on SPI.
public protocol SPIPartEmulator: PartEmulator {
  /// The select went low; `mode` 0 to 3 and `clockHertz` are the controller's.
  func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double)
  /// Eight clocks: takes a byte, most significant bit first, and gives one.
  func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8
  /// The select rose.
  func deselect(atMicroseconds: Double)
}

/// A part on I2C.
public protocol I2CPartEmulator: PartEmulator {
  var address: UInt16 { get }
  /// A (repeated) start with this part's address; false: not acknowledged.
  func start(isRead: Bool, atMicroseconds: Double) -> Bool
  /// A byte from the master; false: not acknowledged.
  func write(_ byte: UInt8, atMicroseconds: Double) -> Bool
  func read(atMicroseconds: Double) -> UInt8
  func stop(atMicroseconds: Double)
}

/// A part on GPIO lines.
public protocol LinePartEmulator: PartEmulator {
  /// One of the part's lines has a new level; `line` counts from 0 in the part's own order.
  func line(_ line: Int, isHigh: Bool, atMicroseconds: Double)
}

/// What a part is connected to on its analog side: it asks for voltages and tells what it does.
public protocol AnalogSide: AnyObject {
  /// The code that an ideal converter of this part's resolution and reference would give for input
  /// `channel` of the part; errors and noise of the simulated board are already in it.
  func code(part: Int, channel: Int) -> Int32
  /// Output `channel` of the part has a new code, or lets go (nil).
  func output(part: Int, channel: Int, code: UInt16?)
  /// Wiper `channel` of the part stands at `code`, or its terminals are open (nil).
  func wiper(part: Int, channel: Int, code: UInt16?)
  /// Switch `channel` of the part is closed or open.
  func toggle(part: Int, channel: Int, isClosed: Bool)
}
