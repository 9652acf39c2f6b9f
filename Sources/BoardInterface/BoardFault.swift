/// What went wrong on a board, and where.
///
/// Every kind ends in one of two ways: `isFatal` faults stop learning in the safe state within the
/// trial; the others are written to the journal and learning goes on (docs/design.md, "Faults").
public struct BoardFault: Error, Equatable, BitwiseCopyable, Sendable {
  public var kind: Kind
  /// The element, probe, clamp or source, counted from 0 in the board's order.
  public var channel: UInt32
  /// What was measured, in the unit that the kind names; 0 where there is nothing to add.
  public var detail: Int32

  public init(_ kind: Kind, channel: UInt32, detail: Int32 = 0) {
    self.kind = kind
    self.channel = channel
    self.detail = detail
  }

  /// Raw values are what the journal stores: never reuse one.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// An element does not follow its tap. Detail: the tap it stays at.
    case elementStuck = 1
    /// An element carries no current at any tap.
    case elementOpen = 2
    /// An element's two ends are joined.
    case elementShorted = 3
    /// An element's current passed its limit. Detail: microamperes.
    case elementOverCurrent = 4
    /// A probe gives the same value whatever the node does. Detail: the value, raw ``Sample``.
    case probeStuck = 5
    /// A probe sits at an end of its range. Detail: the value, raw ``Sample``.
    case probeSaturated = 6
    /// A probe does not see its node. Detail: the value, raw ``Sample``.
    case probeDisconnected = 7
    /// A released clamp still holds its node. Detail: deviation, raw ``Sample``.
    case clampStuck = 8
    /// A source gives another voltage than asked. Detail: deviation, raw ``Sample``.
    case sourceOff = 9
    /// A recorded board ran out of samples, or was asked for something else than it recorded.
    case transcriptEnded = 10
    /// A bus does not carry out requests. Channel: the wiring's device. Detail: what kind of failure
    /// x 2^16 + errno.
    case busFailed = 11
    /// A chip does not answer as it must. Channel: the wiring's chip. Detail: 0 at set-up, else 1
    /// more than the channel.
    case chipSilent = 12
    /// The plan is of a network of layers, or of two copies of one, and the board is not; or the
    /// other way round. Channel: the plan's layers.
    case otherNetwork = 13
  }

  /// Whether learning must stop: a network whose inputs, outputs or measurements lie would be
  /// taught nonsense, whereas it can learn around a lost element.
  public var isFatal: Bool {
    switch kind {
    case .elementStuck, .elementOpen, .elementShorted, .elementOverCurrent: false
    case .probeStuck, .probeSaturated, .probeDisconnected, .clampStuck, .sourceOff,
      .transcriptEnded, .busFailed, .chipSilent, .otherNetwork:
      true
    }
  }
}
