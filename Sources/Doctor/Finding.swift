/// One thing that was looked at, and what to do about it.
public struct Finding: Encodable, Equatable, Sendable {
  public enum Level: String, Encodable, Sendable {
    /// As it should be.
    case ok
    /// Worth knowing; nothing to do.
    case note
    /// Works, but may disturb a run.
    case warning
    /// A run on hardware would end here.
    case error
  }

  public var level: Level
  /// What it is about: `spi`, `/dev/i2c-1`, `line GPIO17`.
  public var subject: String
  public var message: String
  /// What to do, one step.
  public var cure: String?

  public init(_ level: Level, _ subject: String, _ message: String, cure: String? = nil) {
    self.level = level
    self.subject = subject
    self.message = message
    self.cure = cure
  }
}
