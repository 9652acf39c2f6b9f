import BoardInterface
import Journal

/// Why a run ended before its last trial. The board is in its safe state by then.
public enum RunError: Error, Equatable, BitwiseCopyable, Sendable {
  /// The board failed; the journal has the fault's record.
  case board(BoardFault)
  /// The journal could not be written.
  case journal(JournalError)
}
