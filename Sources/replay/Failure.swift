import CDevice

/// Why the program ends early: what a message says, and the exit status.
struct Failure: Error {
  var status: Int32
  /// The argument that is meant, by its place on the command line; 0: none.
  var argument: Int32
  /// What is wrong, and what to do.
  var text: StaticString
  /// Where, and what is there; their meaning is in the text.
  var place: UInt64
  var value: Int64

  /// The board, recorded or replayed, failed.
  static var boardFault: Int32 { 1 }
  /// The plan or the transcript may not be used.
  static var badInput: Int32 { 2 }
  static var usage: Int32 { 64 }
  static var inputOutput: Int32 { 74 }

  init(
    _ status: Int32, argument: Int32 = 0, _ text: StaticString, place: UInt64 = 0, value: Int64 = 0
  ) {
    self.status = status
    self.argument = argument
    self.text = text
    self.place = place
    self.value = value
  }

  /// Says it on the standard error.
  @inline(never)
  func report() {
    var message = Message()
    message.append("replay: ")
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
