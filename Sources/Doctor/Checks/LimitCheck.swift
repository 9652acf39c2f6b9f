/// What the device program asks the kernel for.
enum LimitCheck {
  /// The program, its C library and a large plan; it occupies about 1 MiB.
  static let neededBytes: UInt64 = 4 << 20

  static func findings(_ system: some SystemView) -> [Finding] {
    var findings: [Finding] = []
    if let bytes = system.lockableBytes, bytes < neededBytes {
      findings.append(
        Finding(
          .warning, "memory lock",
          "this user may lock \(bytes >> 10) KiB: a run's pages may be swapped out",
          cure: "run it as the service wheatstoned@PLAN, or put '\(system.userName) - memlock "
            + "unlimited' into /etc/security/limits.d/wheatstone.conf and log in again"))
    } else {
      findings.append(Finding(.ok, "memory lock", "allowed"))
    }
    if system.realTimePriorityLimit < 1 {
      findings.append(
        Finding(
          .note, "real time", "this user may take no real-time priority (--realtime)",
          cure: "run it as the service wheatstoned@PLAN, or put '\(system.userName) - rtprio 50' "
            + "into /etc/security/limits.d/wheatstone.conf and log in again"))
    } else {
      findings.append(
        Finding(.ok, "real time", "priorities up to \(system.realTimePriorityLimit)"))
    }
    return findings
  }
}
