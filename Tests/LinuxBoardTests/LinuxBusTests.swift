import BusInterface
import Foundation
import LinuxBoard
import Testing

@Suite struct LinuxBusTests {
  private func fault(
    _ body: (inout LinuxBus, inout MutableSpan<UInt8>) throws(BusFault) -> Void
  ) -> (fault: BusFault?, requests: UInt64) {
    let block = Block(LinuxBus.byteCount(devices: 2, lines: 3))
    var bus = unsafe LinuxBus(memory: block.start, devices: 2, lines: 3)
    var bytes = Array(repeating: UInt8(0), count: 16)
    var span = bytes.mutableSpan
    do throws(BusFault) {
      try body(&bus, &span)
      return (nil, bus.requestCount)
    } catch { return (error, bus.requestCount) }
  }

  @Test("a device that is not open is a failed request with its errno")
  func closed() {
    let spi = fault { bus, bytes throws(BusFault) in
      let steps = [BusStep(.spi, device: 1, incoming: 8, count: 2)]
      try bus.exchange(steps.span, bytes: &bytes)
    }
    #expect(spi.fault == BusFault(.failed, device: 1, errorNumber: EBADF))
    #expect(spi.requests == 1)
    let i2c = fault { bus, bytes throws(BusFault) in
      let steps = [BusStep(.i2cRead, device: 0, address: 0x48, count: 2)]
      try bus.transact(steps.span, bytes: &bytes)
    }
    #expect(i2c.fault == BusFault(.failed, device: 0, errorNumber: EBADF))
    #expect(i2c.requests == 1)
  }

  @Test("mistakes of the program make no request")
  func mistakes() {
    let device = fault { bus, bytes throws(BusFault) in
      try bus.exchange([BusStep(.spi, device: 2, count: 1)].span, bytes: &bytes)
    }
    #expect(device.fault == BusFault(.outOfRoom, device: 2))
    let outside = fault { bus, bytes throws(BusFault) in
      try bus.transact(
        [BusStep(.i2cRead, device: 1, incoming: 15, count: 2)].span, bytes: &bytes)
    }
    #expect(outside.fault == BusFault(.outOfRoom, device: 1))
    let line = fault { bus, _ throws(BusFault) in try bus.setLines(mask: 6, values: 2) }
    #expect(line.fault == BusFault(.outOfRoom, device: 1))
    #expect(device.requests + outside.requests + line.requests == 0)
  }

  @Test("nothing asked is nothing done")
  func empty() {
    let none = fault { bus, bytes throws(BusFault) in
      try bus.exchange(Span(), bytes: &bytes)
      try bus.transact(Span(), bytes: &bytes)
      try bus.setLines(mask: 0, values: 7)
    }
    #expect(none.fault == nil && none.requests == 0)
  }

  @Test(
    "a pause is never short, and sleeps only when it is long",
    arguments: [0, 1, 20, 199, 200, 201, 700, 3_000, 20_000] as [UInt32])
  func pause(microseconds: UInt32) {
    let block = Block(LinuxBus.byteCount(devices: 0, lines: 0))
    var bus = unsafe LinuxBus(memory: block.start, devices: 0, lines: 0)
    for repeats in 1...5 {
      let from = ContinuousClock.now
      let start = bus.nowMicroseconds()
      bus.pause(microseconds: microseconds)
      let end = bus.nowMicroseconds()
      #expect(from.duration(to: .now) >= .microseconds(microseconds))
      // Each reading of the clock is cut to whole microseconds.
      #expect(end + 1 >= start + UInt64(microseconds))
      #expect(bus.sleepCount == (microseconds > 200 ? UInt64(repeats) : 0))
    }
    #expect(bus.requestCount == 0)
  }
}
