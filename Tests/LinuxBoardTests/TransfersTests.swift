import BusInterface
import LinuxBoard
import Testing

/// The bytes of the kernel's structures, at the offsets of include/uapi/linux/spi/spidev.h and
/// include/uapi/linux/i2c.h.
@Suite struct TransfersTests {
  let memory = Block(Transfers.byteCount)
  let bytes = Block(64)

  private func fill(_ steps: [BusStep], i2c: Bool = false) -> Bool {
    let transfers = unsafe Transfers(memory: memory.start)
    let buffer = unsafe UnsafeMutableBufferPointer(
      start: bytes.start.assumingMemoryBound(to: UInt8.self), count: 64)
    return unsafe i2c
      ? transfers.fillI2C(steps.span, bytes: buffer)
      : transfers.fillSPI(steps.span, bytes: buffer, clockHertz: 1_000_000)
  }

  private func load<T: BitwiseCopyable>(_ transfer: Int, _ offset: Int, as type: T.Type) -> T {
    unsafe memory.start.loadUnaligned(fromByteOffset: 32 * transfer + offset, as: type)
  }

  private var address: UInt64 { unsafe UInt64(UInt(bitPattern: bytes.start)) }

  private func step(
    _ offset: UInt32, _ count: UInt16, holds: Bool = false, wait: UInt32 = 0
  ) -> BusStep {
    BusStep(
      .spi, holdsSelect: holds, device: 3, outgoing: offset, incoming: offset + 16, count: count,
      waitMicroseconds: wait)
  }

  @Test("a transfer is what spidev reads")
  func spiLayout() {
    #expect(fill([step(4, 3, wait: 700), step(8, 2)]))
    #expect(load(0, 0, as: UInt64.self) == address + 4)
    #expect(load(0, 8, as: UInt64.self) == address + 20)
    #expect(load(0, 16, as: UInt32.self) == 3)
    #expect(load(0, 20, as: UInt32.self) == 1_000_000)
    #expect(load(0, 24, as: UInt16.self) == 700)
    #expect(load(0, 26, as: UInt8.self) == 8)
    #expect(load(0, 28, as: UInt32.self) == 0)
    #expect(load(1, 0, as: UInt64.self) == address + 8)
    #expect(load(1, 16, as: UInt32.self) == 2)
    #expect(load(1, 24, as: UInt16.self) == 0)
  }

  @Test("the select rises behind every transfer that does not hold it, the last one's by itself")
  func selects() {
    #expect(fill([step(0, 1), step(1, 1, holds: true), step(2, 1), step(3, 1)]))
    #expect((0..<4).map { load($0, 27, as: UInt8.self) } == [1, 0, 1, 0])
    #expect(fill([step(0, 1)]))
    #expect(load(0, 27, as: UInt8.self) == 0)
  }

  @Test("what must not go out")
  func refused() {
    // The select would stay low behind the message.
    #expect(!fill([step(0, 1), step(1, 1, holds: true)]))
    #expect(fill([step(0, 1, wait: 65_535)]))
    #expect(!fill([step(0, 1, wait: 65_536)]))
    #expect(fill([step(44, 4)]))
    #expect(!fill([step(45, 4)]))
    #expect(!fill([step(.max - 16, 1)]))
    var other = step(0, 1)
    other.device = 4
    #expect(!fill([step(0, 1), other]))
    #expect(!fill([step(0, 1), BusStep(.pause)]))
    #expect(fill(Array(repeating: step(0, 1), count: 511)))
    #expect(!fill(Array(repeating: step(0, 1), count: 512)))
  }

  @Test("an I2C message is what i2c-dev reads")
  func i2c() {
    let write = BusStep(.i2cWrite, address: 0x60, outgoing: 6, count: 2)
    let read = BusStep(.i2cRead, address: 0x48, incoming: 40, count: 3)
    #expect(fill([write, read], i2c: true))
    // Behind the 511 SPI transfers; 16 bytes each.
    let place = 511 * 32
    func message<T: BitwiseCopyable>(_ index: Int, _ offset: Int, as type: T.Type) -> T {
      load(0, place + 16 * index + offset, as: type)
    }
    #expect(message(0, 0, as: UInt16.self) == 0x60)
    #expect(message(0, 2, as: UInt16.self) == 0)
    #expect(message(0, 4, as: UInt16.self) == 2)
    #expect(message(0, 8, as: UInt64.self) == address + 6)
    #expect(message(1, 0, as: UInt16.self) == 0x48)
    #expect(message(1, 2, as: UInt16.self) == 1)
    #expect(message(1, 4, as: UInt16.self) == 3)
    #expect(message(1, 8, as: UInt64.self) == address + 40)

    #expect(fill(Array(repeating: read, count: 42), i2c: true))
    #expect(!fill(Array(repeating: read, count: 43), i2c: true))
    #expect(!fill([BusStep(.i2cRead, incoming: 62, count: 3)], i2c: true))
    #expect(!fill([write, step(0, 1)], i2c: true))
  }
}
