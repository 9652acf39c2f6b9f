internal import CLinuxBoard

extension LinuxBus {
  /// Short pauses spin, because a sleep is late by the time it takes to wake; long ones sleep most
  /// of the way and spin the rest. Reading the clock is no system call.
  public mutating func pause(microseconds: UInt32) {
    if microseconds == 0 { return }
    let until = wheatstone_monotonic_nanoseconds() &+ UInt64(microseconds) &* 1_000
    if microseconds > Self.spinMicroseconds {
      let calls = wheatstone_sleep_until(until &- UInt64(Self.wakeMicroseconds) &* 1_000)
      sleepCount &+= UInt64(calls)
    }
    while wheatstone_monotonic_nanoseconds() < until {}
  }

  public mutating func nowMicroseconds() -> UInt64 { wheatstone_monotonic_nanoseconds() / 1_000 }

  /// Pauses up to this long do not sleep.
  public static var spinMicroseconds: UInt32 { 200 }
  /// Sleeps end this much early: more than the kernel is late by, 50 us of timer slack included.
  public static var wakeMicroseconds: UInt32 { 80 }
}
