import DigitalNetwork
import FixedPoint

/// What the engine asks of a board, simulated or real.
///
/// The order within a trial: `begin`, `drive`, `settle`, `sample` (once per reading), then `begin`,
/// `clamp`, `settle`, `sample`, then `release`. All channels of a kind are addressed together, in
/// the board's order, so that a driver can batch them into as few transfers as its bus allows.
///
/// A twin board is two copies of its network. It is driven with, and gives, twice as much: first what
/// is the free copy's, then the clamped one's. `begin` readies the free copy, with a nudged phase the
/// clamped one, and until then what that copy gives is not looked at; clamps are the clamped copy's.
public protocol Board: ~Copyable {
  /// Announces what comes next. A board whose noise or initial state is drawn derives it from here
  /// and from nothing earlier, so that a resumed run sees what an uninterrupted one saw.
  mutating func begin(_ moment: Moment) throws(BoardFault)

  /// Sets every source; `levels` has one entry per source.
  mutating func drive(_ levels: Span<Sample>) throws(BoardFault)

  /// Connects every clamp at these levels; one entry per clamp.
  mutating func clamp(_ levels: Span<Sample>) throws(BoardFault)

  /// Disconnects every clamp.
  mutating func release() throws(BoardFault)

  /// Waits for the network.
  mutating func settle(microseconds: UInt32) throws(BoardFault)

  /// Takes one reading of every node; one entry per node, each within `-1 ... 1`.
  mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault)

  /// Brings every element to its tap; one entry per element. A board writes only what changed.
  mutating func turn(_ taps: Span<Int32>) throws(BoardFault)

  /// Brings the board to its safe state: clamps released, sources at zero. Must not depend on
  /// anything that a fault may have broken, hence cannot fail.
  mutating func makeSafe()

  /// A fault that learning can live with, noticed since the last call; nil when there is none left.
  mutating func nextNotice() -> BoardFault?

  /// Microseconds of a clock that never steps back.
  mutating func nowMicroseconds() -> UInt64

  /// Whether it may be two copies of its network. A board of one alone says so, and programs for it
  /// leave out what would follow the other.
  static var mayBeTwin: Bool { get }

  // MARK: What only a board of layers does.

  /// Whether the elements stand in layers (docs/plan.md, "layers"). Such a board shows whole batches
  /// by itself, and turns elements where they are.
  static var isLayered: Bool { get }

  /// Shows examples, up to a batch: each free and then nudged, as `DigitalTeam` does. `examples`: their
  /// numbers in the plan, training, test and validation set behind each other.
  mutating func respond(
    to levels: Span<Int16>, targets: Span<Int16>, examples: Span<UInt32>, _ phases: DigitalPhases,
    keepingIn elements: inout DigitalElements?, answers: inout MutableSpan<Int16>
  ) throws(BoardFault) -> DigitalResponses

  /// Turns all elements by what they kept of a batch, and the board with them.
  mutating func turn(
    _ elements: inout DigitalElements?, rates: Span<DigitalRate>, _ update: DigitalUpdate
  ) throws(BoardFault)
}

extension Board where Self: ~Copyable {
  public static var mayBeTwin: Bool { true }
  public static var isLayered: Bool { false }

  public mutating func respond(
    to levels: Span<Int16>, targets: Span<Int16>, examples: Span<UInt32>, _ phases: DigitalPhases,
    keepingIn elements: inout DigitalElements?, answers: inout MutableSpan<Int16>
  ) throws(BoardFault) -> DigitalResponses {
    throw BoardFault(.otherNetwork, channel: 0)
  }

  public mutating func turn(
    _ elements: inout DigitalElements?, rates: Span<DigitalRate>, _ update: DigitalUpdate
  ) throws(BoardFault) {
    throw BoardFault(.otherNetwork, channel: 0)
  }
}
