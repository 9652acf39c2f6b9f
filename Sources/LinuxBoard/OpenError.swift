/// A bus, device or line that cannot be opened.
public struct OpenError: Error, Equatable, BitwiseCopyable, Sendable {
  public var what: What
  /// Index into the wiring's devices, or its lines where a line is meant.
  public var index: UInt16
  public var errorNumber: Int32
  /// B and C of `/dev/spidevB.C`; N of `/dev/i2c-N`.
  public var bus: UInt32 = 0
  public var select: UInt32 = 0
  /// The GPIO chip that was found, N of `/dev/gpiochipN`; -1: none.
  public var chip: Int32 = -1
  /// A second chip that matches.
  public var otherChip: Int32 = -1
  /// The line's offset on its chip, where it is held by somebody else.
  public var offset: UInt32 = 0
  /// Who holds the line (EBUSY), or the group that may use the node (EACCES).
  public var name = KernelName()
  public var finding: Finding = .nothing

  public init(_ what: What, index: Int, errorNumber: Int32) {
    self.what = what
    self.index = UInt16(truncatingIfNeeded: index)
    self.errorNumber = errorNumber
  }

  public enum What: UInt8, BitwiseCopyable, Sendable {
    case spi, i2c, gpioChip, line
    /// spidev's `bufsiz` is below what a message may need; the error number is its value.
    case spiByteLimit
  }

  /// What a look around showed; it decides the cure.
  public enum Finding: UInt8, BitwiseCopyable, Sendable {
    case nothing
    /// ENOENT: the kernel has no such controller at all.
    case noController
    /// ENOENT: the controller is there, the device node is not.
    case noNode
    /// EACCES: a group may use the node, and the program is not in it.
    case notInGroup
    /// EACCES: only root may.
    case noGroup
    /// EINVAL: another line of the board is this one.
    case usedTwice
  }

  /// errno values of Linux; CLinuxBoard checks them where it is compiled.
  public enum Number {
    public static var notPermitted: Int32 { 1 }
    public static var noEntry: Int32 { 2 }
    public static var noDeviceAddress: Int32 { 6 }
    public static var again: Int32 { 11 }
    public static var noMemory: Int32 { 12 }
    public static var noAccess: Int32 { 13 }
    public static var busy: Int32 { 16 }
    public static var noDevice: Int32 { 19 }
    public static var invalid: Int32 { 22 }
    public static var notImplemented: Int32 { 38 }
    public static var notUnique: Int32 { 76 }
    public static var messageTooLong: Int32 { 90 }
    public static var notSupported: Int32 { 95 }
    public static var timedOut: Int32 { 110 }
    public static var remoteIO: Int32 { 121 }
  }
}
