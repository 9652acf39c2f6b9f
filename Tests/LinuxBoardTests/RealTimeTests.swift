import Foundation
import LinuxBoard
import Testing

@Suite(.serialized) struct RealTimeTests {
  @Test("a signal raises the flag and nothing else")
  func stop() {
    #expect(!RealTime.stopRequested)
    RealTime.catchStop()
    #expect(!RealTime.stopRequested)
    // To the process: the threads that tests run on let no signals through. Unheeded, the first
    // would end the program.
    kill(getpid(), SIGPIPE)
    kill(getpid(), SIGTERM)
    let from = ContinuousClock.now
    while !RealTime.stopRequested, from.duration(to: .now) < .seconds(10) { usleep(1_000) }
    #expect(RealTime.stopRequested)
    for number in [SIGTERM, SIGINT, SIGPIPE] { _ = signal(number, SIG_DFL) }
  }

  @Test("touched memory is there and unchanged")
  func touch() throws {
    let pages = 64
    let size = pages * 4096
    let memory = unsafe try #require(
      mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { unsafe munmap(memory, size) }
    func present() -> Int {
      var map = [UInt8](repeating: 0, count: pages)
      unsafe mincore(memory, size, &map)
      return map.count { $0 & 1 == 1 }
    }
    unsafe memory.storeBytes(of: 7, toByteOffset: 4096, as: UInt8.self)
    #expect(present() < pages)
    unsafe RealTime.touch(UnsafeMutableRawBufferPointer(start: memory, count: size))
    #expect(present() == pages)
    #expect(unsafe memory.load(fromByteOffset: 4096, as: UInt8.self) == 7)
    #expect(unsafe memory.load(fromByteOffset: 0, as: UInt8.self) == 0)
  }

  @Test("a priority that there is not, and what is wrong")
  func priority() {
    #expect(RealTime.setPriority(100) == EINVAL)
    #expect(RealTime.priorityCure(EINVAL).description.contains("1 to 99"))
    #expect(RealTime.priorityCure(EPERM).description.contains("LimitRTPRIO=99"))
    #expect(RealTime.lockCure(ENOMEM).description.contains("LimitMEMLOCK"))
  }
}
