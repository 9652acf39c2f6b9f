import BoardFile

extension TrainedDigits {
  /// The network of a board: with what it learnt by a journal, or as it begins.
  static func trained(board: String, journal: String?) throws -> TrainedDigits {
    throw Failure.end(
      .badFile, "\(board): error: boards of digital networks cannot be read by this build")
  }

  /// The network that a journal is of, with what it learnt.
  static func trained(journal: String) throws -> TrainedDigits {
    throw Failure.end(
      .badFile, "\(journal): error: journals of digital networks cannot be read by this build")
  }
}
