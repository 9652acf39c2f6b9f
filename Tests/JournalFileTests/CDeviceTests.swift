import CDevice
import Foundation
import Testing

@Suite struct CDeviceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a mapped file is the file")
  func mapFile() throws {
    let content = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = folder.file("plan", content)
    var address: UnsafeRawPointer?
    var count: UInt64 = 0
    #expect(unsafe wheatstone_map_file(path, &address, &count) == 0)
    let start = unsafe try #require(address)
    #expect(UInt(bitPattern: start) % 4096 == 0)
    #expect(unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(count))) == content)

    #expect(unsafe wheatstone_map_file(folder.file("empty", []), &address, &count) == 0)
    #expect(unsafe address == nil && count == 0)
    #expect(unsafe wheatstone_map_file(folder.file("none"), &address, &count) == -Int64(ENOENT))
    #expect(unsafe wheatstone_map_file(folder.path, &address, &count) == -Int64(EISDIR))
    #expect(unsafe wheatstone_map_file("/dev/zero", &address, &count) == -Int64(EINVAL))
  }

  @Test("memory is zero, aligned, and not without bound")
  func mapMemory() throws {
    var address: UnsafeMutableRawPointer?
    #expect(unsafe wheatstone_map_memory(100_000, &address) == 0)
    let start = unsafe try #require(address)
    #expect(UInt(bitPattern: start) % 4096 == 0)
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: start, count: 100_000)
    #expect(unsafe bytes.allSatisfy { $0 == 0 })
    unsafe bytes[99_999] = 1
    #expect(unsafe wheatstone_map_memory(0, &address) == 0)
    #expect(unsafe address == nil)
    #expect(unsafe wheatstone_map_memory(.max, &address) == -Int64(ENOMEM))
  }

  @Test("the clock does not step back, and runs at the rate of time")
  func clock() {
    let outside = ContinuousClock.now
    let start = wheatstone_monotonic_microseconds()
    let inside = ContinuousClock.now
    var last = start
    while inside.duration(to: .now) < .milliseconds(20) {
      let now = wheatstone_monotonic_microseconds()
      #expect(now >= last)
      last = now
    }
    let elapsed = wheatstone_monotonic_microseconds() - start
    #expect(elapsed >= 19_999)
    #expect(.microseconds(elapsed) <= outside.duration(to: .now) + .microseconds(1))
  }

  @Test("everything is written, and descriptors are not inherited")
  func write() throws {
    var count: UInt64 = 0
    let path = folder.file("out")
    let file = unsafe Int32(wheatstone_file_open_to_write(path, 1, &count))
    #expect(file >= 0)
    #expect(fcntl(file, F_GETFD) & FD_CLOEXEC != 0)
    let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    #expect(
      unsafe content.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe wheatstone_write(file, $0, buffer.count) }
      } == 0)
    wheatstone_file_close(file)
    #expect(TemporaryFolder.content(path) == content)
    #expect(unsafe wheatstone_write(-1, [1], 1) == -Int64(EBADF))
  }
}
