import CDevice

/// Why the program ends early: what a message says, and the exit status.
public struct Failure: Error {
  public var status: Int32
  /// The argument that is meant, by its place on the command line; 0: none.
  public var argument: Int32
  /// What is wrong, and what to do.
  public var text: StaticString
  /// Where, and what is there; their meaning is in the text.
  public var place: UInt64
  public var value: Int64

  /// The board, recorded or replayed, failed.
  public static var boardFault: Int32 { 1 }
  /// The plan or the transcript may not be used.
  public static var badInput: Int32 { 2 }
  public static var usage: Int32 { 64 }
  public static var inputOutput: Int32 { 74 }

  public init(
    _ status: Int32, argument: Int32 = 0, _ text: StaticString, place: UInt64 = 0, value: Int64 = 0
  ) {
    self.status = status
    self.argument = argument
    self.text = text
    self.place = place
    self.value = value
  }

  /// What has been said already: only the status is left to give.
  public static func told(_ status: Int32) -> Failure { Failure(status, "") }

  /// An argument is missing.
  public static var noArgument: Failure { Failure(usage, "an argument is missing; see --help") }

  /// Says it on the standard error, behind the program's name.
  @inline(never)
  public func report(program: StaticString) {
    if text.utf8CodeUnitCount == 0 { return }
    var message = Message()
    message.append(program)
    message.append(": ")
    if argument > 0, let path = unsafe wheatstone_argument(argument) {
      unsafe message.append(cString: path)
      message.append(": ")
    }
    message.append(text)
    if status != Failure.usage {
      message.append(" (place ")
      message.append(place)
      message.append(", value ")
      message.append(value)
      message.append(")")
    }
    _ = message.write(to: 2)
  }
}
