internal import CLinuxBoard

/// What systemd is told, and what it wants to hear (sd_notify(3), without its library).
public struct ServiceManager: ~Copyable {
  private let socket: Int32
  /// Half of the time after which the watchdog would bite; 0: it does not watch.
  private let everyMicroseconds: UInt64
  private var lastMicroseconds: UInt64 = 0

  /// As NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID say now. Nothing is said where no service
  /// manager has started the program.
  public init() {
    let opened = wheatstone_notify_open()
    socket = opened < 0 ? -1 : Int32(truncatingIfNeeded: opened)
    everyMicroseconds = wheatstone_watchdog_microseconds() / 2
  }

  deinit {
    if socket >= 0 { wheatstone_bus_close(socket) }
  }

  public var isThere: Bool { socket >= 0 }

  /// `READY=1`, `STOPPING=1`: not to be lost, so up to two seconds are waited for a service manager
  /// that is busy. False where nobody took it.
  @discardableResult
  public func say(_ text: StaticString) -> Bool { send(text, mayWait: true) }

  /// `STATUS=...`: never waits, and is lost where the service manager is busy.
  @discardableResult
  public func say(_ text: Span<UInt8>) -> Bool {
    guard socket >= 0 else { return false }
    let socket = socket
    return unsafe text.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe wheatstone_notify(
        socket, base.assumingMemoryBound(to: CChar.self), buffer.count, 0) == 0
    }
  }

  /// A sign of life, as often as the watchdog wants one; only a healthy trial loop calls this. One
  /// that did not go out is sent again by the next call.
  public mutating func isAlive(at nowMicroseconds: UInt64) {
    guard everyMicroseconds > 0, nowMicroseconds &- lastMicroseconds >= everyMicroseconds
    else { return }
    if send("WATCHDOG=1", mayWait: false) { lastMicroseconds = nowMicroseconds }
  }

  private func send(_ text: StaticString, mayWait: Bool) -> Bool {
    guard socket >= 0 else { return false }
    var isTaken = false
    text.withUTF8Buffer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
        isTaken = unsafe wheatstone_notify(socket, $0, buffer.count, mayWait ? 1 : 0) == 0
      }
    }
    return isTaken
  }
}
