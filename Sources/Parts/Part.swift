public import BusInterface

// A driver writes scripts and reads their answers. It keeps no state and never waits: what a part
// was last told is the board's to remember.

/// A part that can be set up and asked whether it is.
public protocol Part {
  /// Writes what brings the part from power-up, or from any state that an interrupted run left it
  /// in, to readiness, and what reads that back where the part can be read.
  static func setUp(_ place: PartPlace, _ script: inout Script)

  /// After a run of a script that ``setUp(_:_:)`` wrote from byte `start` on: whether the part
  /// answered as it must. True where it cannot be read.
  static func isSetUp(_ place: PartPlace, _ script: borrowing Script, from start: UInt32) -> Bool
}

/// An analog to digital converter.
public protocol AnalogInputPart: Part {
  /// Writes one conversion of each of these inputs, in this order, and notes where each answer will
  /// lie. As many answers as channels.
  static func scan(
    _ place: PartPlace, channels: Span<UInt8>, _ script: inout Script,
    answers: inout MutableSpan<UInt32>)

  /// The code of an answer; nil where it cannot be a conversion of that input (not finished,
  /// another input's, framing broken). Unipolar codes are 0 to 2^bits - 1.
  static func code(
    _ place: PartPlace, channel: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> Int32?
}

/// A digital to analog converter.
public protocol AnalogOutputPart: Part {
  /// Writes every output, outputs from 0 on. Outputs whose bit in `connected` is 0 are let go of
  /// where the part can do that (high impedance), else they keep driving.
  static func write(
    _ place: PartPlace, codes: Span<UInt16>, connected: UInt32, _ script: inout Script)

  /// Writes what reads the outputs' registers back and says where the answer will lie; nil where
  /// the part cannot be read.
  static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32?

  /// The code of an output in a read-back; nil: not an answer.
  static func code(
    _ place: PartPlace, output: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16?
}

/// A digital potentiometer with one or more wipers.
public protocol PotentiometerPart: Part {
  /// Writes what brings a wiper to `code`. `previous` is where it stands: parts with steps need it.
  static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script)

  /// Several wipers of one part have been written: makes them move (at the same time where the part
  /// can). Nothing in most parts.
  static func apply(_ place: PartPlace, _ script: inout Script)

  /// Writes a read-back of a wiper and says where the answer will lie; nil where the part cannot.
  static func readBack(_ place: PartPlace, wiper: UInt8, _ script: inout Script) -> UInt32?

  /// The wiper's code in a read-back; nil: the part reported an error or did not answer.
  static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16?

  /// Writes what brings a wiper to code 0 from wherever it stands: parts without read-back. Nothing
  /// in the others.
  static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script)

  /// Connects or removes a wiper's terminals (an edge); returns false where the part cannot.
  static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool
}

/// Switches.
public protocol SwitchPart: Part {
  /// Writes all switches: bit n of `closed` for switch n.
  static func write(_ place: PartPlace, closed: UInt32, _ script: inout Script)

  /// As ``AnalogOutputPart/readBack(_:_:)``; the answer is ``closed(_:_:at:)``.
  static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32?

  /// The states in a read-back; nil: not an answer.
  static func closed(_ place: PartPlace, _ script: borrowing Script, at answer: UInt32) -> UInt32?
}
