/// Where journals go.
enum StorageCheck {
  /// A journal of a long run.
  static let neededBytes: UInt64 = 64 << 20

  static func findings(_ system: some SystemView) -> [Finding] {
    let folder = system.stateFolder
    // The folder is made at the first run: the nearest that is there is looked at.
    var place = folder
    while system.node(place) == nil, let slash = place.lastIndex(of: "/"), place != "/" {
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
    guard let node = system.node(place) else { return [] }
    if !node.isOpen {
      return [
        Finding(
          .warning, "journals", "\(place) cannot be written",
          cure: "name journals with --journal, or set XDG_STATE_HOME to a folder of "
            + system.userName)
      ]
    }
    if let free = system.freeBytes(inFolder: place), free < neededBytes {
      return [
        Finding(
          .warning, "journals", "\(free >> 20) MiB are free in \(place)",
          cure: "delete old journals in \(folder), or name another folder with --journal")
      ]
    }
    return [Finding(.ok, "journals", folder)]
  }
}
