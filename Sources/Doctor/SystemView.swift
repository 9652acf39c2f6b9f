/// What a diagnosis may look at. `LinuxSystem` is this computer; tests have others.
public protocol SystemView {
  /// `uname -r`.
  var kernelRelease: String { get }
  var userName: String { get }
  /// The members of a group as the system's files have them; nil: there is no such group.
  func members(ofGroup group: String) -> [String]?

  /// The text of a small file, without white space around it; nil where it cannot be read.
  func text(ofFile path: String) -> String?
  /// What a folder holds, sorted; empty where there is none.
  func names(inFolder path: String) -> [String]
  /// A device node or folder; nil where there is none.
  func node(_ path: String) -> Node?

  /// The major version of libgpiod that the program was built with; 0: none.
  var libgpiodVersion: Int { get }
  /// The GPIO chips that may be looked at.
  var gpioChips: [GPIOChip] { get }
  func line(_ name: String, ofChip number: Int) -> Line

  /// Bytes that this process may lock in memory; nil: no limit.
  var lockableBytes: UInt64? { get }
  /// The highest real-time priority that it may take, 0 to 99.
  var realTimePriorityLimit: Int { get }
  /// Bytes free for files of this user; nil where nobody knows.
  func freeBytes(inFolder path: String) -> UInt64?
  /// Where journals go that nobody named.
  var stateFolder: String { get }
}

/// A device node, or a folder.
public struct Node: Equatable, Sendable {
  /// Its group's name, or number.
  public var group: String
  /// Whether the group may read and write.
  public var isOpenToGroup: Bool
  /// Whether this process may read and write.
  public var isOpen: Bool

  public init(group: String, isOpenToGroup: Bool, isOpen: Bool) {
    self.group = group
    self.isOpenToGroup = isOpenToGroup
    self.isOpen = isOpen
  }
}

public struct GPIOChip: Equatable, Sendable {
  /// N of `/dev/gpiochipN`.
  public var number: Int
  public var label: String

  public init(number: Int, label: String) {
    self.number = number
    self.label = label
  }
}

/// A GPIO line that was looked for by its name.
public enum Line: Equatable, Sendable {
  case free
  /// By whom; empty where the kernel does not say.
  case held(String)
  case missing
  case ambiguous
  case unknown
}
