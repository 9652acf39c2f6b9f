import Journal

/// Every record of every journal as comma-separated values (RFC 4180, but lines end with LF),
/// behind one line of names.
///
/// `mean_square` is a fraction of full scale squared, `rms_volts` its root in volts, `accuracy` a
/// share of 1, `alignment` a cosine, `energy` and `sweeps` means of free responses, `update_size` the share of its
/// length that an update moved a block by; what a record does not have is left empty.
public func csv(_ curves: [LearningCurve]) -> String {
  var text = csvColumns.joined(separator: ",") + "\n"
  for curve in curves {
    for record in curve.records {
      text += row(record, of: curve).map(quoted).joined(separator: ",") + "\n"
    }
  }
  return text
}

private let csvColumns = [
  "journal", "seed", "session", "trial", "time_us", "kind", "set", "mean_square", "rms_volts",
  "accuracy", "correct", "total", "moved_taps", "at_rail", "fault", "alignment",
  "energy", "sweeps", "block", "update_size",
]

private func row(_ record: JournalRecord, of curve: LearningCurve) -> [String] {
  let hasError = record.hasError
  let hasTotal = hasError && record.total > 0
  return [
    curve.file, "\(curve.seed)", "\(record.session)", "\(record.trial)",
    "\(record.timeMicroseconds)", kindText(record.kind), setText(record),
    hasError ? "\(curve.scale.meanSquare(record.error))" : "",
    hasError ? curve.scale.rmsVolts(record.error).map { "\($0)" } ?? "" : "",
    record.accuracy.map { hasError ? "\($0)" : "" } ?? "",
    hasTotal ? "\(record.correct)" : "", hasTotal ? "\(record.total)" : "",
    record.kind == .learning ? "\(record.movedElements)" : "", "\(record.atRail)",
    record.kind == .fault ? faultText(record) : "",
    record.alignment.map { "\(Double($0) * 0x1p-30)" } ?? "",
    record.energy.map { "\(Double($0) * 0x1p-20)" } ?? "",
    record.sweeps.map { "\(Double($0) * 0x1p-10)" } ?? "",
    record.updateSize.map { "\($0.block)" } ?? "",
    record.updateSize.map { "\(Double($0.size) * 0x1p-30)" } ?? "",
  ]
}

private func quoted(_ field: String) -> String {
  // By bytes: a carriage return and a line feed are one Character.
  guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
  return "\"" + field.replacing("\"", with: "\"\"") + "\""
}

func kindText(_ kind: JournalRecord.Kind) -> String {
  switch kind {
  case .started: "started"
  case .learning: "learning"
  case .evaluation: "evaluation"
  case .fault: "fault"
  case .stopped: "stopped"
  case .timing: "timing"
  case .alignment: "alignment"
  case .energy: "energy"
  case .updateSize: "update"
  }
}

/// `train`, `test` or `validation` for an evaluation, else nothing.
func setText(_ record: JournalRecord) -> String {
  guard record.kind == .evaluation else { return "" }
  return switch record.set {
  case .train: "train"
  case .test: "test"
  case .validation: "validation"
  }
}
