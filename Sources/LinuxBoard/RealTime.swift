internal import CLinuxBoard

/// What keeps trials from being held up, and how the program is asked to stop.
public enum RealTime {
  /// Keeps all memory from being paged out, that to come included, and touches `stackBytes` of
  /// stack in any case. Returns errno, or 0.
  public static func lockMemory(stackBytes: Int) -> Int32 {
    Int32(truncatingIfNeeded: -wheatstone_lock_memory(stackBytes))
  }

  /// Touches every page, so that the first trial finds none missing; bytes stay what they are.
  public static func touch(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress else { return }
    unsafe wheatstone_touch_memory(start, memory.count)
  }

  /// Priority 1 to 99 before all ordinary programs. Returns errno, or 0.
  public static func setPriority(_ priority: Int32) -> Int32 {
    Int32(truncatingIfNeeded: -wheatstone_set_priority(priority))
  }

  /// Sleeps end as soon as the kernel can, not up to 50 us later. Returns errno, or 0.
  public static func sharpenSleep() -> Int32 {
    Int32(truncatingIfNeeded: -wheatstone_set_timer_slack(1))
  }

  /// What to do where ``lockMemory(stackBytes:)`` returned this.
  public static func lockCure(_ errorNumber: Int32) -> StaticString {
    switch errorNumber {
    case OpenError.Number.noMemory, OpenError.Number.notPermitted, OpenError.Number.again:
      """
      memory cannot be locked: set LimitMEMLOCK=infinity in the service's unit (ulimit -l), or \
      give CAP_IPC_LOCK
      """
    default: "memory cannot be locked"
    }
  }

  /// What to do where ``setPriority(_:)`` returned this.
  public static func priorityCure(_ errorNumber: Int32) -> StaticString {
    switch errorNumber {
    case OpenError.Number.notPermitted:
      """
      no real-time priority: set LimitRTPRIO=99 in the service's unit (ulimit -r), or give \
      CAP_SYS_NICE
      """
    case OpenError.Number.invalid: "no real-time priority: it must be 1 to 99"
    default: "no real-time priority"
    }
  }

  /// From now on SIGTERM and SIGINT only raise ``stopRequested``, and SIGPIPE does nothing.
  public static func catchStop() { _ = wheatstone_catch_stop() }

  public static var stopRequested: Bool { wheatstone_stop_requested() != 0 }

  /// The major version of libgpiod that this was built with; 0: none.
  public static var gpioVersion: Int32 { wheatstone_gpio_version() }
}
