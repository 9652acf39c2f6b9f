import Doctor
import Testing

@Suite struct SystemTests {
  /// The findings about a subject.
  private func findings(_ system: FakeSystem, _ subject: String) -> [Finding] {
    Diagnosis(of: system).findings.filter { $0.subject == subject }
  }

  private func one(_ system: FakeSystem, _ subject: String) throws -> Finding {
    let found = findings(system, subject)
    try #require(found.count == 1, "\(found)")
    return found[0]
  }

  @Test func aGoodSystemHasNothingToCure() {
    let diagnosis = Diagnosis(of: FakeSystem())
    for finding in diagnosis.findings {
      #expect(finding.level == .ok && finding.cure == nil, "\(finding)")
    }
    let subjects = Set(diagnosis.findings.map(\.subject))
    #expect(
      subjects == [
        "kernel", "libgpiod", "/dev/gpiochip0", "/dev/gpiochip10", "/dev/spidev0.0",
        "/dev/spidev0.1", "/dev/i2c-1", "bufsiz", "clock", "power", "memory lock", "real time",
        "journals",
      ])
  }

  /// Everything that is not in order says what to do, in one step.
  @Test func whatIsWrongHasACure() {
    var system = FakeSystem()
    system.kernelRelease = "5.4.0-42"
    system.files["/sys/module/spidev/parameters/bufsiz"] = "512"
    system.files["/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"] = "ondemand"
    system.files["/sys/devices/platform/soc/soc:firmware/get_throttled"] = "50005"
    system.lockableBytes = 65_536
    system.realTimePriorityLimit = 0
    system.free = 1 << 20
    system.nodes["/dev/i2c-1"]?.isOpen = false
    let diagnosis = Diagnosis(of: system)
    let wrong = diagnosis.findings.filter { $0.level != .ok }
    #expect(wrong.count == 8)
    for finding in wrong { #expect(finding.cure?.isEmpty == false, "\(finding)") }
    #expect(diagnosis.count(.error) == 3)
  }

  @Test func anOldKernelIsTooOldForTheSecondInterfaceOnly() throws {
    var system = FakeSystem()
    system.kernelRelease = "5.9.16"
    #expect(try one(system, "kernel").level == .error)
    system.libgpiodVersion = 1
    #expect(try one(system, "kernel").level == .ok)
    system.libgpiodVersion = 2
    system.kernelRelease = "5.10.0-8-arm64"
    #expect(try one(system, "kernel").level == .ok)
    system.libgpiodVersion = 0
    #expect(try one(system, "libgpiod").cure?.contains("libgpiod-dev") == true)
  }

  @Test func aClosedNodeNamesTheGroup() throws {
    var system = FakeSystem()
    system.nodes["/dev/spidev0.1"]?.isOpen = false
    system.memberships["spi"] = ["ann"]
    let outside = try one(system, "/dev/spidev0.1")
    #expect(outside.level == .warning && outside.message.contains("group spi"))
    #expect(outside.cure == "sudo usermod -aG spi pi, then log out and in again")
    // In the group by now, but not in this login.
    system.memberships["spi"] = ["ann", "pi"]
    #expect(try one(system, "/dev/spidev0.1").cure?.hasPrefix("log out and in again") == true)
    system.nodes["/dev/spidev0.1"] = Node(group: "root", isOpenToGroup: false, isOpen: false)
    let rootOnly = try one(system, "/dev/spidev0.1")
    #expect(rootOnly.cure?.contains("SUBSYSTEM==\"spidev\", GROUP=\"spi\"") == true)
  }

  @Test func busesThatAreMissingAreEnabledOrGivenADriver() throws {
    var system = FakeSystem()
    system.folders["/dev"] = ["gpiochip0"]
    #expect(try one(system, "spi").cure == "sudo modprobe spidev")
    #expect(try one(system, "i2c").cure == "sudo modprobe i2c-dev")
    system.folders["/sys/class/spi_master"] = []
    system.folders["/sys/class/i2c-adapter"] = []
    #expect(try one(system, "spi").cure?.contains("dtparam=spi=on") == true)
    #expect(try one(system, "i2c").cure?.contains("dtparam=i2c_arm=on") == true)
    system.folders["/dev"] = []
    #expect(try one(system, "gpio").level == .note)
  }

  @Test func chipsAreShownByLabel() throws {
    #expect(try one(FakeSystem(), "/dev/gpiochip10").message.contains("'gpio-brcmstb'"))
  }

  /// Bits 0 to 3 are now, 16 to 19 since the start.
  @Test(arguments: [
    ("0", Finding.Level.ok, "no low supply"), ("1", .error, "supply is too low"),
    ("0x50000", .warning, "since the start: the supply is too low, the processor is throttled"),
    ("80008", .warning, "now: the soft temperature limit"), ("20000", .warning, "clock is capped"),
  ])
  func powerIsReadFromItsBits(_ bits: String, _ level: Finding.Level, _ text: String) throws {
    var system = FakeSystem()
    system.files["/sys/devices/platform/soc/soc:firmware/get_throttled"] = bits
    let finding = try one(system, "power")
    #expect(finding.level == level && finding.message.contains(text), "\(finding)")
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    var system = FakeSystem()
    system.nodes["/home/pi"] = nil
    let finding = try one(system, "journals")
    #expect(finding.level == .warning && finding.message.hasPrefix("/ cannot"))
  }

  /// No buses, no firmware, no governor: what a container or a laptop is.
  @Test func aComputerWithoutBusesIsNoError() {
    var system = FakeSystem()
    system.folders = [:]
    system.files = [:]
    system.gpioChips = []
    let diagnosis = Diagnosis(of: system)
    #expect(diagnosis.count(.error) == 0 && diagnosis.count(.warning) == 0)
    #expect(diagnosis.count(.note) == 3)
  }

  /// This computer, whatever it is.
  @Test func theRealSystemAnswers() {
    let diagnosis = Diagnosis(of: LinuxSystem(stateFolder: "/tmp"))
    #expect(diagnosis.findings.contains { $0.subject == "kernel" && $0.message.count > 6 })
  }
}
