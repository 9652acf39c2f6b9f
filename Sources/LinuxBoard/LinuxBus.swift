internal import BusInterface
internal import CLinuxBoard

/// Linux's own buses: spidev, i2c-dev and libgpiod. Everything is opened before the start; after it
/// a request is one system call, and nothing is allocated. Closed at the end of its life: lines are
/// let go of, and what they do then is up to the kernel.
@safe
public struct LinuxBus: ~Copyable {
  let devices: UnsafeMutablePointer<Device>
  let deviceCount: Int
  let lines: UnsafeMutablePointer<Line>
  let lineCount: Int
  let transfers: Transfers
  /// Physical levels of all lines, by their number in the wiring.
  var levels: UInt64 = 0
  var activeLow: UInt64 = 0
  /// Lines that have been requested.
  var openLines: UInt64 = 0
  /// The bytes that spidev takes in one message, its `bufsiz`; 0 until the first SPI device is open
  /// or where the kernel does not say.
  ///
  /// The kernel aligns every transfer in its buffer, to 128 bytes on 64-bit ARM
  /// (drivers/spi/spidev.c, ARCH_DMA_MINALIGN): 4,096 bytes are 32 short transfers.
  public internal(set) var spiByteLimit = 0
  /// Requests so far, each one system call.
  public internal(set) var requestCount: UInt64 = 0
  /// System calls that pauses made.
  public internal(set) var sleepCount: UInt64 = 0

  struct Device: BitwiseCopyable {
    var file: Int32 = -1
    var clockHertz: UInt32 = 0
    /// GPIO: the chip's number.
    var chip: Int32 = -1
    /// GPIO: the lines that are requested together, and their handle.
    var handle: Int32 = -1
    var lineMask: UInt64 = 0
  }

  struct Line: BitwiseCopyable {
    var device: UInt16 = 0
    var offset: UInt32 = 0
  }

  /// The most GPIO lines: a set of them is one word, and one request of the kernel's.
  public static var lineLimit: Int { 64 }

  public static func byteCount(devices: Int, lines: Int) -> Int {
    Transfers.byteCount + devices * MemoryLayout<Device>.stride
      + lines * MemoryLayout<Line>.stride
  }

  /// Nothing is open yet. `memory`: ``byteCount(devices:lines:)``, aligned to 8, outlives the bus.
  /// `lines`: at most ``lineLimit``.
  public init(memory: UnsafeMutableRawPointer, devices: Int, lines: Int) {
    unsafe transfers = Transfers(memory: memory)
    let behind = unsafe memory + Transfers.byteCount
    unsafe self.devices = behind.bindMemory(to: Device.self, capacity: devices)
    unsafe self.lines = (behind + devices * MemoryLayout<Device>.stride)
      .bindMemory(to: Line.self, capacity: lines)
    deviceCount = devices
    lineCount = lines
    for index in 0..<devices { unsafe (self.devices + index).initialize(to: Device()) }
    for index in 0..<lines { unsafe (self.lines + index).initialize(to: Line()) }
  }

  deinit {
    for index in 0..<deviceCount {
      let device = unsafe devices[index]
      if device.file >= 0 { wheatstone_bus_close(device.file) }
      wheatstone_gpio_release(device.handle)
    }
  }

  /// The bits of `values` where `mask` has one, next to each other.
  static func packed(_ values: UInt64, _ mask: UInt64) -> UInt64 {
    var packed: UInt64 = 0
    var count: UInt64 = 0
    var left = mask
    while left != 0 {
      let line = UInt64(left.trailingZeroBitCount)
      packed |= (values >> line & 1) << count
      count += 1
      left &= left &- 1
    }
    return packed
  }
}
