/// What a run needs beside its taps and residuals to go on as if it had never stopped.
public struct CheckpointState: BitwiseCopyable, Sendable {
  /// Trials done so far.
  public var trial: UInt64
  /// The state of the run's random generator.
  public var generatorState: UInt64
  /// The engine's own: its place in the schedule, sums since the last record.
  public var words: InlineArray<4, UInt64>

  public init(
    trial: UInt64, generatorState: UInt64, words: InlineArray<4, UInt64> = [0, 0, 0, 0]
  ) {
    self.trial = trial
    self.generatorState = generatorState
    self.words = words
  }
}

extension CheckpointState: Equatable {
  public static func == (left: CheckpointState, right: CheckpointState) -> Bool {
    for i in 0..<4 where left.words[i] != right.words[i] { return false }
    return left.trial == right.trial && left.generatorState == right.generatorState
  }
}

/// A checkpoint as found in a journal (docs/journal.md, "Checkpoint slots").
public struct Checkpoint: BitwiseCopyable, Equatable, Sendable {
  /// Counts checkpoints from 1.
  public var sequence: UInt64
  /// How many records were written before it.
  public var recordCount: UInt64
  /// The checksum of the last of them.
  public var chain: UInt32
  /// The session that wrote it.
  public var session: UInt32
  public var state: CheckpointState

  static var headerByteCount: Int { 96 }
  /// "WHTSTCKP" read as a little-endian word.
  static var magicValue: UInt64 { 0x504B_4354_5354_4857 }
}

extension Checkpoint {
  func encode(elementCount: UInt32, into bytes: inout MutableSpan<UInt8>) {
    bytes.store(Self.magicValue, at: 0)
    bytes.store(sequence, at: 8)
    bytes.store(state.trial, at: 16)
    bytes.store(recordCount, at: 24)
    bytes.store(chain, at: 32)
    bytes.store(elementCount, at: 36)
    bytes.store(state.generatorState, at: 40)
    for i in 0..<4 { bytes.store(state.words[i], at: 48 + 8 * i) }
    bytes.store(session, at: 80)
    for i in 84..<Self.headerByteCount { bytes[i] = 0 }
  }

  /// Nil where the bytes cannot be a checkpoint in this slot of this journal; the checksum is left
  /// to the caller.
  init?(_ bytes: Span<UInt8>, slot: Int, header: JournalHeader) {
    sequence = bytes.word64(8)
    recordCount = bytes.word64(24)
    chain = bytes.word32(32)
    session = bytes.word32(80)
    state = CheckpointState(
      trial: bytes.word64(16), generatorState: bytes.word64(40),
      words: [bytes.word64(48), bytes.word64(56), bytes.word64(64), bytes.word64(72)])
    guard bytes.word64(0) == Self.magicValue, bytes.word32(36) == header.elementCount,
      sequence > 0, JournalLayout.slot(sequence: sequence) == slot,
      recordCount <= header.recordCapacity, session > 0
    else { return nil }
  }
}
