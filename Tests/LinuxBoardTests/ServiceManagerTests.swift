import Foundation
import LinuxBoard
import Testing

/// The environment belongs to the whole process: one test at a time.
@Suite(.serialized) struct ServiceManagerTests {
  private func manager(socket: String?, watchdog: String? = nil, process: String? = nil)
    -> ServiceManager
  {
    for (name, value) in [
      ("NOTIFY_SOCKET", socket), ("WATCHDOG_USEC", watchdog), ("WATCHDOG_PID", process),
    ] {
      if let value { unsafe setenv(name, value, 1) } else { unsafe unsetenv(name) }
    }
    return ServiceManager()
  }

  private func path() -> String { NSTemporaryDirectory() + "wheatstone-" + UUID().uuidString }

  private func say(_ text: String, _ manager: borrowing ServiceManager) -> Bool {
    manager.say(Array(text.utf8).span)
  }

  @Test("what is said arrives, at a path and at an abstract name")
  func arrives() throws {
    for name in [path(), "@wheatstone-" + UUID().uuidString] {
      let socket = try #require(Datagrams(name))
      let manager = manager(socket: name)
      #expect(manager.isThere == true)
      #expect(manager.say("READY=1\nSTATUS=learning") == true)
      #expect(say("STATUS=trial 12", manager) == true)
      #expect(manager.say("STOPPING=1") == true)
      #expect(socket.next() == "READY=1\nSTATUS=learning")
      #expect(socket.next() == "STATUS=trial 12")
      #expect(socket.next() == "STOPPING=1")
      #expect(socket.next() == nil)
    }
  }

  @Test("without a service manager nothing is said")
  func alone() {
    for name in [nil, "", "relative", "vsock:2:1234", "@" + String(repeating: "x", count: 200)] {
      let manager = manager(socket: name)
      #expect(manager.isThere == false)
      #expect(manager.say("READY=1") == false)
      #expect(say("STATUS=x", manager) == false)
    }
  }

  @Test("a service manager that starts anew is spoken to again")
  func anew() throws {
    let name = path()
    var socket = Datagrams(name)
    let manager = manager(socket: name)
    #expect(manager.say("READY=1") == true)
    #expect(socket?.next() == "READY=1")
    socket = nil
    #expect(say("STATUS=nobody hears", manager) == false)
    let again = try #require(Datagrams(name))
    #expect(say("STATUS=heard", manager) == true)
    #expect(again.next() == "STATUS=heard")
  }

  @Test("signs of life come twice as often as the watchdog wants them, and not more")
  func watchdog() throws {
    let name = path()
    let socket = try #require(Datagrams(name))
    var manager = manager(socket: name, watchdog: "200000", process: String(getpid()))
    var heard: [UInt64] = []
    for now in stride(from: UInt64(1_000_000), through: 1_500_000, by: 30_000) {
      manager.isAlive(at: now)
      if socket.next() == "WATCHDOG=1" { heard.append(now) }
      #expect(socket.next() == nil)
    }
    #expect(heard == [1_000_000, 1_120_000, 1_240_000, 1_360_000, 1_480_000])
  }

  @Test("no watchdog, or another process's")
  func noWatchdog() throws {
    let name = path()
    let socket = try #require(Datagrams(name))
    for (interval, process) in [(nil, nil), ("0", nil), ("200000", "1"), ("x", nil)] {
      var manager = manager(socket: name, watchdog: interval, process: process)
      manager.isAlive(at: 1_000_000_000)
      #expect(socket.next() == nil)
    }
  }

  @Test("a sign of life that a busy service manager did not take is sent again")
  func busy() throws {
    let name = path()
    let socket = try #require(Datagrams(name))
    var manager = manager(socket: name, watchdog: "200000")
    var sent = 0
    while sent < 10_000, say("STATUS=\(sent)", manager) { sent += 1 }
    #expect(sent < 10_000)
    manager.isAlive(at: 1_000_000)
    while let text = socket.next() { #expect(text.hasPrefix("STATUS=")) }
    manager.isAlive(at: 1_000_001)
    #expect(socket.next() == "WATCHDOG=1")
    manager.isAlive(at: 1_000_002)
    #expect(socket.next() == nil)
  }

  @Test("readiness waits for a busy service manager")
  func waits() throws {
    let name = path()
    let socket = try #require(Datagrams(name))
    let manager = manager(socket: name)
    var sent = 0
    while sent < 10_000, say("STATUS=\(sent)", manager) { sent += 1 }
    #expect(sent < 10_000)
    let reader = Thread { [sent] in
      usleep(100_000)
      for _ in 0..<sent { _ = socket.next() }
    }
    reader.start()
    #expect(manager.say("READY=1") == true)
    while !reader.isFinished { usleep(1_000) }
    #expect(socket.next() == "READY=1")
  }
}
