public import BoardFile

/// Looks at a system, and at what a board needs of it.
public struct Diagnosis: Sendable {
  public let findings: [Finding]

  /// `board`: one whose buses, chips and lines are looked at as well.
  public init(of system: some SystemView, board: BoardDescription? = nil) {
    var findings: [Finding] = []
    findings += KernelCheck.findings(system)
    findings += GPIOCheck.findings(system)
    findings += BusCheck.spi.findings(system)
    findings += BusCheck.i2c.findings(system)
    findings += MessageSizeCheck.findings(system)
    findings += ClockCheck.findings(system)
    findings += PowerCheck.findings(system)
    findings += LimitCheck.findings(system)
    findings += StorageCheck.findings(system)
    if let board { findings += BoardCheck(system: system, board: board).findings }
    self.findings = findings
  }

  public func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }
}
