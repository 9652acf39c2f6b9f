import BoardInterface
import Journal

/// The name of a record's fault and its channel from 0: `element-open 3`. The words are those that
/// `--fault` and task files take.
func faultText(_ record: JournalRecord) -> String {
  guard let kind = BoardFault.Kind(rawValue: record.faultKind) else {
    return "unknown-fault-\(record.faultKind) \(record.faultChannel)"
  }
  return "\(faultWord(kind)) \(record.faultChannel)"
}

private func faultWord(_ kind: BoardFault.Kind) -> String {
  switch kind {
  case .elementStuck: "element-stuck"
  case .elementOpen: "element-open"
  case .elementShorted: "element-shorted"
  case .elementOverCurrent: "element-over-current"
  case .probeStuck: "probe-stuck"
  case .probeSaturated: "probe-saturated"
  case .probeDisconnected: "probe-disconnected"
  case .clampStuck: "clamp-stuck"
  case .sourceOff: "source-off"
  case .transcriptEnded: "transcript-ended"
  }
}
