internal import Foundation
internal import LinuxBoard

/// This computer.
public struct LinuxSystem: SystemView {
  public let kernelRelease: String
  public let userName: String
  public let gpioChips: [GPIOChip]
  public let stateFolder: String
  private let groupMembers: [String: [String]]

  public init(stateFolder: String) {
    self.stateFolder = stateFolder
    kernelRelease = Self.text("/proc/sys/kernel/osrelease") ?? ""
    userName = NSUserName()
    // One line a group: name, password, number, members (group(5)).
    var members: [String: [String]] = [:]
    for line in (Self.text("/etc/group") ?? "").split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4 else { continue }
      members[fields[0]] = fields[3].split(separator: ",").map(String.init)
    }
    groupMembers = members
    gpioChips = (0..<GPIOChips.limit).compactMap { number in
      guard let label = GPIOChips.label(number) else { return nil }
      return GPIOChip(number: Int(number), label: Self.text(label))
    }
  }

  private var isSuperuser: Bool { geteuid() == 0 }

  public func members(ofGroup group: String) -> [String]? { groupMembers[group] }

  public func text(ofFile path: String) -> String? { Self.text(path) }

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  public func names(inFolder path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  public func node(_ path: String) -> Node? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    let group = attributes[.groupOwnerAccountName] as? String
    let number = (attributes[.groupOwnerAccountID] as? NSNumber).map { "\($0)" }
    return Node(
      group: group ?? number ?? "unknown", isOpenToGroup: mode & 0o060 == 0o060,
      isOpen: unsafe access(path, R_OK | W_OK) == 0)
  }

  public var libgpiodVersion: Int { Int(RealTime.gpioVersion) }

  public func line(_ name: String, ofChip number: Int) -> Line {
    let chip = Int32(clamping: number)
    switch GPIOChips.find(line: name, chip: chip) {
    case .offset(let offset):
      return GPIOChips.owner(ofLine: offset, chip: chip).map { .held(Self.text($0)) } ?? .free
    case .missing: return .missing
    case .ambiguous: return .ambiguous
    case .unknown: return .unknown
    }
  }

  public var lockableBytes: UInt64? {
    isSuperuser ? nil : Self.limit("Max locked memory").flatMap { UInt64($0) }
  }

  public var realTimePriorityLimit: Int {
    isSuperuser ? 99 : Self.limit("Max realtime priority").flatMap { Int($0) } ?? 99
  }

  /// The limit in force (proc(5), /proc/PID/limits): `unlimited`, or a number.
  private static func limit(_ name: String) -> String? {
    text("/proc/self/limits")?.split(separator: "\n").first { $0.hasPrefix(name) }?
      .dropFirst(name.count).split(separator: " ").first.map(String.init)
  }

  public func freeBytes(inFolder path: String) -> UInt64? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.uint64Value
  }

  private static func text(_ name: KernelName) -> String {
    var sink = Letters()
    name.append(to: &sink)
    return sink.text
  }
}

private struct Letters: TextSink {
  var text = ""
  mutating func append(_ text: StaticString) { self.text += "\(text)" }
  mutating func append(_ number: UInt64) { text += "\(number)" }
  mutating func append(_ text: UnsafeRawBufferPointer) {
    self.text += String(decoding: unsafe Array(text), as: UTF8.self)
  }
}
