import Doctor

/// A Raspberry Pi 5 in good state, to be spoilt by tests.
struct FakeSystem: SystemView {
  var kernelRelease = "6.12.25+rpt-rpi-2712"
  var userName = "pi"
  var memberships: [String: [String]] = ["gpio": ["pi"], "spi": ["pi"], "i2c": ["pi"]]
  var files: [String: String] = [
    "/sys/module/spidev/parameters/bufsiz": "4096",
    "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "performance",
    "/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq": "2400000",
    "/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq": "2400000",
    "/sys/devices/platform/soc/soc:firmware/get_throttled": "0",
  ]
  var folders: [String: [String]] = [
    "/dev": ["gpiochip0", "gpiochip10", "i2c-1", "null", "spidev0.0", "spidev0.1"],
    "/sys/class/spi_master": ["spi0", "spi10"], "/sys/class/i2c-adapter": ["i2c-1"],
  ]
  var nodes: [String: Node] = [
    "/dev/gpiochip0": Node(group: "gpio", isOpenToGroup: true, isOpen: true),
    "/dev/gpiochip10": Node(group: "gpio", isOpenToGroup: true, isOpen: true),
    "/dev/i2c-1": Node(group: "i2c", isOpenToGroup: true, isOpen: true),
    "/dev/spidev0.0": Node(group: "spi", isOpenToGroup: true, isOpen: true),
    "/dev/spidev0.1": Node(group: "spi", isOpenToGroup: true, isOpen: true),
    "/home/pi": Node(group: "pi", isOpenToGroup: false, isOpen: true),
    "/": Node(group: "root", isOpenToGroup: false, isOpen: false),
  ]
  var libgpiodVersion = 2
  var gpioChips = [
    GPIOChip(number: 0, label: "pinctrl-rp1"), GPIOChip(number: 10, label: "gpio-brcmstb"),
  ]
  var lines: [String: Line] = [:]
  var lockableBytes: UInt64?
  var realTimePriorityLimit = 50
  var free: UInt64 = 1 << 33
  var stateFolder = "/home/pi/.local/state/wheatstone"

  func members(ofGroup group: String) -> [String]? { memberships[group] }
  func text(ofFile path: String) -> String? { files[path] }
  func names(inFolder path: String) -> [String] { folders[path] ?? [] }
  func node(_ path: String) -> Node? { nodes[path] }
  func line(_ name: String, ofChip number: Int) -> Line {
    number == 0 ? lines[name] ?? .free : .missing
  }
  func freeBytes(inFolder path: String) -> UInt64? { free }
}
