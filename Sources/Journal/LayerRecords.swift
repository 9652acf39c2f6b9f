extension JournalRecord {
  /// A record of kind `energy`: the mean energy of the free responses since the record before, 2^-20,
  /// and how many sweeps they took on average, 2^-10, where others have their moves.
  public static func energy(
    _ mean: Int64, sweeps: UInt64, trial: UInt64, timeMicroseconds: UInt64
  ) -> JournalRecord {
    JournalRecord(
      .energy, trial: trial, timeMicroseconds: timeMicroseconds, error: UInt64(bitPattern: mean),
      movedElements: sweeps)
  }

  /// The mean energy of a record of kind `energy`; nil in others.
  public var energy: Int64? { kind == .energy ? Int64(bitPattern: error) : nil }

  /// The mean sweeps of a record of kind `energy`, 2^-10; nil in others.
  public var sweeps: UInt64? { kind == .energy ? movedElements : nil }

  /// A record of kind `updateSize`: how far updates since the record before moved a block of elements,
  /// of its length, 2^-30.
  public static func updateSize(
    _ size: UInt64, block: UInt32, trial: UInt64, timeMicroseconds: UInt64
  ) -> JournalRecord {
    JournalRecord(
      .updateSize, trial: trial, timeMicroseconds: timeMicroseconds, error: size,
      faultChannel: block)
  }

  /// Block and size of a record of kind `updateSize`; nil in others.
  public var updateSize: (block: UInt32, size: UInt64)? {
    kind == .updateSize ? (faultChannel, error) : nil
  }
}
