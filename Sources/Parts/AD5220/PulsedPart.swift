public import BusInterface

/// A potentiometer whose wiper moves a tap per pulse and cannot be read: AD5220, X9C.
///
/// It stops at both ends. Pulses are never repeated: after a request that failed the position is
/// unknown, and the wiper must be homed.
public protocol PulsedPart: PotentiometerPart {
  static var largestCode: UInt16 { get }

  /// Writes `count` pulses, at least one, in 4 steps each and 4 more.
  static func pulse(_ place: PartPlace, count: UInt16, up: Bool, _ script: inout Script)
}

extension PulsedPart {
  /// The steps that a move over this many codes writes; lines and pauses only, no bytes.
  public static func stepCount(codes: Int) -> Int { codes == 0 ? 0 : codes * 4 + 4 }
  /// Steps of a homing: the most that one script of this part takes.
  public static var homeStepCount: Int { stepCount(codes: Int(largestCode) + 1) }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { true }

  public static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script
  ) {
    let target = min(code, largestCode)
    guard wiper == 0, target != previous else { return }
    let isUp = target > previous
    pulse(place, count: isUp ? target - previous : previous - target, up: isUp, &script)
  }

  /// Nothing: every pulse moves at once.
  public static func apply(_ place: PartPlace, _ script: inout Script) {}

  public static func readBack(
    _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? { nil }

  public static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? { nil }

  /// One pulse down more than there are taps to pass.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {
    guard wiper == 0 else { return }
    pulse(place, count: largestCode + 1, up: false, &script)
  }

  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool { false }
}
