/// The buses of a board: real ones of Linux, or emulated ones in memory.
///
/// Every call but ``pause(microseconds:)`` and ``nowMicroseconds()`` is one request to the operating
/// system. ``Script`` splits its steps into calls as long as a bus allows.
public protocol Bus: ~Copyable {
  /// SPI steps of one device as one message: the select falls before each transfer and rises behind
  /// it, unless it is held. Received bytes are valid only if nothing is thrown.
  mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault)

  /// I2C steps of one bus as one transaction: a repeated start between them, one stop at the end.
  mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault)

  /// Sets output lines: bit n of `values` for line n of the plan where bit n of `mask` is set.
  mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault)

  /// Waits at least this long.
  mutating func pause(microseconds: UInt32)

  /// Microseconds of a clock that never steps back.
  mutating func nowMicroseconds() -> UInt64
}
