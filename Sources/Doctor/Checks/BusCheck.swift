/// The device nodes of SPI or I2C.
struct BusCheck {
  let subject: String
  let node: String
  let controllers: String
  let group: String
  let subsystem: String
  let enable: String
  let driver: String

  static let spi = BusCheck(
    subject: "spi", node: "spidev", controllers: "/sys/class/spi_master", group: "spi",
    subsystem: "spidev", enable: "dtparam=spi=on", driver: "spidev")
  static let i2c = BusCheck(
    subject: "i2c", node: "i2c-", controllers: "/sys/class/i2c-adapter", group: "i2c",
    subsystem: "i2c-dev", enable: "dtparam=i2c_arm=on", driver: "i2c-dev")

  func findings(_ system: some SystemView) -> [Finding] {
    let nodes = system.names(inFolder: "/dev").filter { $0.hasPrefix(node) }
    if nodes.isEmpty { return [missing(system)] }
    return nodes.compactMap { name in
      let path = "/dev/" + name
      guard let node = system.node(path) else { return nil }
      return Access.finding(path, node, usualGroup: group, subsystem: subsystem, system)
        ?? Finding(.ok, path, "may be used")
    }
  }

  /// What to do where there is not one node.
  func missing(_ system: some SystemView) -> Finding {
    if system.names(inFolder: controllers).isEmpty {
      return Finding(
        .note, subject, "this computer has no such bus, or it is not enabled",
        cure: "on a Raspberry Pi: \(enable) in /boot/firmware/config.txt (or raspi-config), "
          + "and restart")
    }
    return Finding(
      .warning, subject, "the kernel has the bus, but no device node for programs",
      cure: "sudo modprobe \(driver)")
  }
}
