internal import Calibration
internal import SimulatedBoard

extension BoardDescription {
  /// Reads the calibration file at `path` for this board, to be used from now on: by plans compiled
  /// for it, and as the settling time of tasks that state none. Returns doubts that are no errors.
  public mutating func calibrate(file path: String) throws(Diagnostics) -> [Diagnostic] {
    let log = DiagnosticLog()
    guard let bytes = FileStore.bytes(ofFile: path, limit: TextGuard.byteLimit) else {
      throw Diagnostics([
        Diagnostic(
          file: path, message: "the calibration file cannot be read",
          allowed: "a file that wheatstone calibrate wrote")
      ])
    }
    return try calibrate(bytes, file: path, log)
  }

  /// The same from a text.
  public mutating func calibrate(
    text: [UInt8], file: String
  ) throws(Diagnostics) -> [Diagnostic] {
    try calibrate(text, file: file, DiagnosticLog())
  }

  private mutating func calibrate(
    _ bytes: [UInt8], file: String, _ log: DiagnosticLog
  ) throws(Diagnostics) -> [Diagnostic] {
    let read = CalibrationReader(board: self, log: log).read(bytes, file: file)
    guard let read, !log.hasErrors else { throw log.sorted }
    for fault in read.faults {
      log.warning(
        Place(file: file),
        "calibration found \(model.faultName(fault.kind, channel: Int(fault.channel))); learning "
          + "goes on around it")
    }
    calibration = read
    return log.sorted.list
  }
}
