/// Steps for the buses with their bytes, put together in memory that is given: drivers of parts only
/// write scripts and read the answers, they never wait and never fail.
///
/// Consecutive steps of one SPI device go out as one message, and those of one I2C bus as one
/// transaction, within the limits of Linux. A script may be run again and again; bytes to be sent and
/// bytes received lie apart.
@safe
public struct Script: ~Copyable {
  let steps: UnsafeMutablePointer<BusStep>
  private let stepCapacity: Int
  @usableFromInline let bytes: UnsafeMutablePointer<UInt8>
  private let byteCapacity: Int
  public private(set) var stepCount = 0
  public private(set) var byteCount = 0
  /// Something did not fit: the script refuses to run.
  public private(set) var isOverfull = false

  /// I2C_RDWR takes 42 messages (include/uapi/linux/i2c-dev.h).
  public static var i2cMessageLimit: Int { 42 }
  /// SPI_IOC_MESSAGE's size field takes 511 transfers of 32 bytes (include/uapi/linux/spi/spidev.h).
  public static var spiTransferLimit: Int { 511 }
  /// spidev's default `bufsiz`: the bytes of one message, 32 short transfers on a 64-bit Pi.
  public static var spiByteLimit: Int { 4096 }

  /// The memory of a script, aligned to 8.
  public static func byteCount(steps: Int, bytes: Int) -> Int {
    steps * MemoryLayout<BusStep>.stride + (bytes + 7) / 8 * 8
  }

  /// A script in zeroed `memory` of ``byteCount(steps:bytes:)``, which must outlive it.
  public init(memory: UnsafeMutableRawPointer, steps: Int, bytes: Int) {
    unsafe self.steps = memory.bindMemory(to: BusStep.self, capacity: steps)
    unsafe self.bytes = (memory + steps * MemoryLayout<BusStep>.stride)
      .bindMemory(to: UInt8.self, capacity: bytes)
    stepCapacity = steps
    byteCapacity = bytes
  }

  public mutating func removeAll() {
    stepCount = 0
    byteCount = 0
    isOverfull = false
  }

  /// A received or sent byte; 0 outside of the script.
  public subscript(_ offset: UInt32) -> UInt8 {
    get { Int(offset) < byteCount ? unsafe bytes[Int(offset)] : 0 }
    set { if Int(offset) < byteCount { unsafe bytes[Int(offset)] = newValue } }
  }

  /// The step of this number, for tests and listings.
  public func step(_ index: Int) -> BusStep? {
    index >= 0 && index < stepCount ? unsafe steps[index] : nil
  }

  private mutating func reserve(_ count: Int) -> UInt32? {
    guard count <= byteCapacity - byteCount else {
      isOverfull = true
      return nil
    }
    let offset = byteCount
    for index in offset..<(offset + count) { unsafe bytes[index] = 0 }
    byteCount += count
    return UInt32(offset)
  }

  private mutating func append(_ step: BusStep) {
    guard stepCount < stepCapacity else {
      isOverfull = true
      return
    }
    unsafe (self.steps + stepCount).initialize(to: step)
    stepCount += 1
  }

  /// A transfer of the `count` lowest bytes of `word`, most significant first. Returns where the
  /// answer will lie.
  @discardableResult
  public mutating func spi(
    _ device: UInt16, _ word: UInt64, count: Int, holdsSelect: Bool = false,
    waitMicroseconds: UInt32 = 0
  ) -> UInt32 {
    guard let outgoing = reserve(count), let incoming = reserve(count) else { return 0 }
    put(word, count, at: outgoing)
    append(
      BusStep(
        .spi, holdsSelect: holdsSelect, device: device, outgoing: outgoing,
        incoming: incoming, count: UInt16(truncatingIfNeeded: count),
        waitMicroseconds: waitMicroseconds))
    return incoming
  }

  /// Writes the `count` lowest bytes of `word`, most significant first. Returns where they lie.
  @discardableResult
  public mutating func i2cWrite(
    _ device: UInt16, address: UInt16, _ word: UInt64, count: Int
  ) -> UInt32 {
    guard let outgoing = reserve(count) else { return 0 }
    put(word, count, at: outgoing)
    append(
      BusStep(
        .i2cWrite, device: device, address: address, outgoing: outgoing,
        count: UInt16(truncatingIfNeeded: count)))
    return outgoing
  }

  /// Reads. Returns where the bytes will lie.
  @discardableResult
  public mutating func i2cRead(_ device: UInt16, address: UInt16, count: Int) -> UInt32 {
    guard let incoming = reserve(count) else { return 0 }
    append(
      BusStep(
        .i2cRead, device: device, address: address, incoming: incoming,
        count: UInt16(truncatingIfNeeded: count)))
    return incoming
  }

  public mutating func lines(mask: UInt64, values: UInt64) {
    append(BusStep(.lines, lineMask: mask, lineValues: values))
  }

  public mutating func pause(microseconds: UInt32) {
    append(BusStep(.pause, waitMicroseconds: microseconds))
  }

  /// Bytes of a word, most significant first; for changing what a kept script sends.
  public mutating func put(_ word: UInt64, _ count: Int, at offset: UInt32) {
    for index in 0..<count {
      self[offset &+ UInt32(truncatingIfNeeded: index)] = UInt8(
        truncatingIfNeeded: word &>> UInt64(8 &* (count &- 1 &- index)))
    }
  }

  /// The big-endian number in `count` received bytes, at most 8; 0 where they are not all there.
  @inlinable @inline(__always)
  public func word(at offset: UInt32, count: Int) -> UInt64 {
    // Once for all bytes: this stands between the last sample and the first tap.
    guard count >= 0, Int(offset) + count <= byteCount else { return 0 }
    var word: UInt64 = 0
    let first = unsafe bytes + Int(offset)
    for index in 0..<count { word = word &<< 8 | UInt64(unsafe first[index]) }
    return word
  }
}
