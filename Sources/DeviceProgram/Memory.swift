import CDevice

/// Maps a file named on the command line for reading.
public func mapFile(argument: Int32) throws(Failure) -> UnsafeRawBufferPointer {
  guard let path = unsafe wheatstone_argument(argument) else { throw .noArgument }
  var address: UnsafeRawPointer?
  var byteCount: UInt64 = 0
  let result = unsafe wheatstone_map_file(path, &address, &byteCount)
  guard result >= 0 else {
    throw Failure(
      Failure.inputOutput, argument: argument, "the file cannot be read; the value is errno",
      value: -result)
  }
  return unsafe UnsafeRawBufferPointer(
    start: address, count: Int(truncatingIfNeeded: byteCount))
}

/// Maps zeroed memory, at least a byte of it.
public func mapMemory(byteCount: Int) throws(Failure) -> UnsafeMutableRawBufferPointer {
  let count = max(byteCount, 1)
  var address: UnsafeMutableRawPointer?
  let result = unsafe wheatstone_map_memory(UInt64(count), &address)
  guard result >= 0, let start = unsafe address else {
    throw Failure(
      Failure.inputOutput, "no memory for this plan; place is the bytes needed, value is errno",
      place: UInt64(count), value: -result)
  }
  return unsafe UnsafeMutableRawBufferPointer(start: start, count: count)
}
