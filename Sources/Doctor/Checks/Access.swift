/// Why a device node does not open, and the one thing to do about it.
enum Access {
  /// Nil where it opens.
  static func finding(
    _ path: String, _ node: Node, usualGroup: String, subsystem: String, _ system: some SystemView
  ) -> Finding? {
    if node.isOpen { return nil }
    guard node.isOpenToGroup, node.group != "root" else {
      return Finding(
        .warning, path, "only root may use it",
        cure: "install the udev rule SUBSYSTEM==\"\(subsystem)\", GROUP=\"\(usualGroup)\", "
          + "MODE=\"0660\" (packaging/udev.rules), and restart")
    }
    let message = "user \(system.userName) may not use it, group \(node.group) may"
    if system.members(ofGroup: node.group)?.contains(system.userName) == true {
      return Finding(
        .warning, path, message,
        cure: "log out and in again: \(system.userName) is in the group since this login")
    }
    return Finding(
      .warning, path, message,
      cure: "sudo usermod -aG \(node.group) \(system.userName), then log out and in again")
  }
}
