import BoardInterface
import Journal

/// The name of a record's fault and its channel from 0: `element-open:3`. The words are those that
/// `--fault` and task files take.
func faultText(_ record: JournalRecord) -> String {
  guard let kind = BoardFault.Kind(rawValue: record.faultKind) else {
    return "unknown-fault-\(record.faultKind):\(record.faultChannel)"
  }
  return "\(kind.word):\(record.faultChannel)"
}
