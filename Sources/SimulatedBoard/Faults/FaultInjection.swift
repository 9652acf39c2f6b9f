import BoardInterface

/// A fault that a simulated board develops.
///
/// Fault model. A part fails at the start of a trial, at once and for good; two faults may strike
/// the same board. What is lost is only what the part did:
/// - `elementOpen`: the element conducts nothing at any tap. Nodes that lose their last way to a
///   source or to ground are held near 0 V by their probes' inputs (1 Gohm).
/// - `elementShorted`: its two ends are joined by a milliohm.
/// - `elementStuck`: its controller resets and no longer listens: the wiper goes to the start tap
///   and stays. (Not to where it last stood: a resumed run must see what an uninterrupted one saw.)
/// - `probeStuck`: every reading is the middle of the converter's range, without noise.
/// - `probeSaturated`: every reading is the upper end of the range.
/// - `probeDisconnected`: the input sees 0 V instead of its node, with the converter's own errors
///   and noise.
/// - `clampStuck`: the switch does not open. A released clamp's source is at 0 V, so its node is
///   pulled there through the series resistance.
/// - `sourceOff`: a source gives one volt more than asked, also when asked for 0 V, but not in the
///   safe state, which cuts its supply.
///
/// Element faults are announced once, by `nextNotice()`, when they take effect: parts with
/// read-back tell. The others are silent, and the engine's self-test has to find them: with all
/// sources at one level and the clamps released no current flows, so that every node must read that
/// level.
public struct FaultInjection: Equatable, Sendable {
  public var kind: BoardFault.Kind
  /// The element, node, clamp or source, from 0.
  public var channel: Int
  /// The first trial that sees it.
  public var atTrial: UInt64

  public init(_ kind: BoardFault.Kind, channel: Int, atTrial: UInt64) {
    self.kind = kind
    self.channel = channel
    self.atTrial = atTrial
  }
}
