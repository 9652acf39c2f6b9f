import Journal

/// Runs to journal, as long as the tests need them.
enum Scripts {
  static func header(elements: UInt32 = 5, capacity: UInt64 = 40, trials: UInt64 = 100)
    -> JournalHeader
  {
    JournalHeader(
      elementCount: elements, seed: 7, trialsPlanned: trials, recordCapacity: capacity,
      planChecksum: UInt32(trials) &* 0x9E37_79B1, fullScaleMicrovolts: 3_300_000, decision: 1,
      trainCount: 30, testCount: 120, board: name("iris-board"), task: name("iris"))
  }

  static func name(_ text: String) -> JournalName { JournalName(Array(text.utf8).span) }

  /// Records and checkpoints of trials from `first` on.
  ///
  /// - Parameters:
  ///   - plan: `r` writes a record, `c` a checkpoint, `s` syncs.
  ///   - clock: what the board's clock shows at first; two runs with the same clock write the same.
  static func steps(_ plan: String, first: UInt64 = 0, clock: UInt64 = 0, elements: Int = 5)
    -> [Step]
  {
    var trial = first
    return plan.map { letter in
      switch letter {
      case "r":
        trial += 1
        return .append(
          JournalRecord(
            trial == first + 1 ? .started : .learning, trial: trial,
            timeMicroseconds: clock + trial * 100, error: 1 << 40 / trial, movedElements: trial % 7,
            atRail: UInt32(trial % 3)))
      case "c":
        let base = Int32(truncatingIfNeeded: trial * 1000)
        return .checkpoint(
          CheckpointState(
            trial: trial, generatorState: trial &* 0x9E37_79B9_7F4A_7C15,
            words: [trial, clock, 3, 4]),
          taps: (0..<elements).map { base + Int32($0) },
          residuals: (0..<elements).map { -base - Int32($0) })
      default: return .sync
      }
    }
  }
}
