import CDevice
import DeviceProgram

/// What the command line asks for.
struct Options {
  /// Places of the plan and the journal on the command line; 0: not given.
  var plan: Int32 = 0
  var journal: Int32 = 0
  /// Stop after this many trials of this session; 0: when the plan's are done.
  var trials: UInt64 = 0
  var isSafeOnly = false
  var isDryRun = false
  var isVersion = false
  var isHelp = false
  /// Real-time priority, 1 to 99; 0: none.
  var priority: Int32 = 0

  init() throws(Failure) {
    var index: Int32 = 1
    while let text = unsafe wheatstone_argument(index) {
      if unsafe Self.isEqual(text, "--once") {
        trials = 1
      } else if unsafe Self.isEqual(text, "--safe") {
        isSafeOnly = true
      } else if unsafe Self.isEqual(text, "--dry-run") {
        isDryRun = true
      } else if unsafe Self.isEqual(text, "--version") {
        isVersion = true
      } else if unsafe Self.isEqual(text, "--help") || Self.isEqual(text, "-h") {
        isHelp = true
      } else if unsafe Self.isEqual(text, "--trials") {
        index += 1
        trials = try Self.number(index, 1...(1 << 48))
      } else if unsafe Self.isEqual(text, "--realtime") {
        index += 1
        priority = Int32(try Self.number(index, 1...99))
      } else if unsafe text.pointee == 45 {
        throw Failure(Failure.usage, argument: index, "no such option; see --help")
      } else if plan == 0 {
        plan = index
      } else if journal == 0 {
        journal = index
      } else {
        throw Failure(Failure.usage, argument: index, "one argument too many; see --help")
      }
      index += 1
    }
    if isVersion || isHelp { return }
    guard plan > 0 else { throw Failure(Failure.usage, "which plan? See --help") }
    guard journal > 0 || isSafeOnly || isDryRun else {
      throw Failure(Failure.usage, "which journal? See --help")
    }
  }

  private static func isEqual(_ text: UnsafePointer<CChar>, _ option: StaticString) -> Bool {
    let count = option.utf8CodeUnitCount
    for i in 0..<count {
      if unsafe UInt8(bitPattern: text[i]) != option.utf8Start[i] { return false }
    }
    return unsafe text[count] == 0
  }

  /// The decimal number behind an option.
  private static func number(
    _ index: Int32, _ allowed: ClosedRange<UInt64>
  ) throws(Failure) -> UInt64 {
    guard let text = unsafe wheatstone_argument(index) else {
      throw Failure(Failure.usage, "a number is missing at the end; see --help")
    }
    var value: UInt64 = 0
    var place = 0
    while true {
      let byte = unsafe UInt8(bitPattern: text[place])
      if byte == 0, place > 0, allowed.contains(value) { return value }
      guard byte >= 48, byte <= 57, place < 16 else {
        throw Failure(Failure.usage, argument: index, "not a number, or out of range; see --help")
      }
      value = value * 10 + UInt64(byte - 48)
      place += 1
    }
  }
}
