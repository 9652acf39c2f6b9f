import CDevice

/// Writes taps as text, one integer a line in the board's order, into a file of the command line.
///
/// `scratch`: ``tapsTextBytes(_:)`` bytes.
public func writeTaps(
  _ taps: Span<Int32>, argument: Int32, scratch: UnsafeMutableRawBufferPointer
) throws(Failure) {
  let text = unsafe scratch.bindMemory(to: UInt8.self)
  var count = 0
  for index in taps.indices {
    if taps[index] < 0 {
      unsafe text[count] = 45
      count += 1
    }
    let digits = Decimal(UInt64(taps[index].magnitude))
    for i in 0..<digits.count { unsafe text[count + i] = digits[i] }
    unsafe text[count + digits.count] = 10
    count += digits.count + 1
  }
  guard let path = unsafe wheatstone_argument(argument), let start = scratch.baseAddress
  else { throw .noArgument }
  var byteCount: UInt64 = 0
  let opened = unsafe wheatstone_file_open_to_write(path, 1, &byteCount)
  guard opened >= 0 else {
    throw Failure(
      Failure.inputOutput, argument: argument, "the file cannot be opened; the value is errno",
      value: -opened)
  }
  let file = Int32(truncatingIfNeeded: opened)
  var result = wheatstone_file_reserve(file, 0, 0)
  if result >= 0 { result = unsafe wheatstone_file_write(file, 0, start, count) }
  if result >= 0 { result = wheatstone_file_sync(file) }
  wheatstone_file_close(file)
  guard result >= 0 else {
    throw Failure(
      Failure.inputOutput, argument: argument, "the file cannot be written; the value is errno",
      value: -result)
  }
}

/// The most bytes that the text of so many taps takes: sign, ten digits, end of line.
public func tapsTextBytes(_ count: Int) -> Int { 12 * count }
