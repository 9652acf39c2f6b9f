extension JournalRecord {
  /// A record of kind `alignment`: the cosine of the update before `trial` with the descending
  /// gradient, in 2^-30, -2^30 to 2^30; it stands where a fault has its detail.
  public static func alignment(
    _ cosine: Int32, trial: UInt64, timeMicroseconds: UInt64
  ) -> JournalRecord {
    JournalRecord(.alignment, trial: trial, timeMicroseconds: timeMicroseconds, detail: cosine)
  }

  /// The cosine of a record of kind `alignment`; nil in others.
  public var alignment: Int32? { kind == .alignment ? detail : nil }
}
