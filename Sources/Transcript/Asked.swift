import BoardInterface
import FixedPoint

import Checksum

/// A running checksum of everything that a board was asked, call by call: two runs that asked the
/// same so far have the same value, and any other has another, but for one in 2^32.
///
/// Each call adds its number, how many values it brings, and the values: little-endian, as they lie
/// in the memory of every processor that this is built for.
public struct Asked: BitwiseCopyable, Equatable, Sendable {
  /// CRC-32C of all calls so far.
  public private(set) var value: UInt32 = 0

  /// Nothing asked yet.
  public init() {}

  public mutating func begin(_ moment: Moment) {
    add(1, 1)
    add(moment.trial)
    add(UInt64(moment.example) << 8 | UInt64(moment.phase.rawValue))
  }

  public mutating func drive(_ levels: Span<Sample>) {
    add(2, levels.count)
    unsafe levels.withUnsafeBytes { unsafe add($0) }
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    add(3, levels.count)
    unsafe levels.withUnsafeBytes { unsafe add($0) }
  }

  public mutating func release() { add(4, 0) }

  public mutating func settle(microseconds: UInt32) {
    add(5, 1)
    add(UInt64(microseconds))
  }

  /// A reading of so many nodes.
  public mutating func sample(count: Int) { add(6, count) }

  public mutating func turn(_ taps: Span<Int32>) {
    add(7, taps.count)
    unsafe taps.withUnsafeBytes { unsafe add($0) }
  }

  public mutating func makeSafe() { add(8, 0) }

  public mutating func nextNotice() { add(9, 0) }

  public mutating func nowMicroseconds() { add(10, 0) }

  /// A call's number, and how many values it brings.
  private mutating func add(_ call: UInt8, _ count: Int) {
    add(UInt64(truncatingIfNeeded: count) << 8 | UInt64(call))
  }

  private mutating func add(_ word: UInt64) {
    unsafe withUnsafeBytes(of: word.littleEndian) { unsafe add($0) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    value = unsafe Checksum.of(bytes, continuing: value)
  }
}
