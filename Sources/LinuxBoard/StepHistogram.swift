/// How long steps take: counts in 32 equal parts of each octave of microseconds.
///
/// A percentile is the upper end of the part that it falls into: never too short; at most a 32nd
/// too long for those below 2^29 us (9 minutes), and exact below 64 us.
public struct StepHistogram {
  private static var parts: UInt64 { 32 }
  /// Steps of 2^30 us, 18 minutes, and more count in the last part.
  private static var limit: UInt64 { 1 << 30 }
  private var counts = InlineArray<832, UInt32>(repeating: 0)
  /// Steps recorded.
  public private(set) var count: UInt64 = 0
  /// The longest of them, exactly.
  public private(set) var longest: UInt64 = 0

  public init() {}

  /// A part takes up to 2^32 - 1 steps; what is more is left out.
  public mutating func record(microseconds: UInt64) {
    longest = max(longest, microseconds)
    let slot = Self.slot(min(microseconds, Self.limit - 1))
    guard counts[slot] < UInt32.max else { return }
    counts[slot] &+= 1
    count &+= 1
  }

  /// The time within which this many of 1,000 steps were done (nearest rank); 0 if there were none.
  public func percentile(perMille: UInt64) -> UInt64 {
    if count == 0 { return 0 }
    let rank = max(1, (count * perMille + 999) / 1_000)
    var seen: UInt64 = 0
    for slot in 0..<(counts.count - 1) {
      seen += UInt64(counts[slot])
      if seen >= rank { return min(Self.upperEnd(slot), longest) }
    }
    return longest
  }

  /// Values below 64 have a slot each; above, 32 for each octave.
  private static func slot(_ value: UInt64) -> Int {
    if value < 2 * parts { return Int(value) }
    let octave = UInt64(63 - value.leadingZeroBitCount) - 5
    return Int(octave * parts + value >> octave)
  }

  private static func upperEnd(_ slot: Int) -> UInt64 {
    let slot = UInt64(slot)
    if slot < 2 * parts { return slot }
    let octave = slot / parts - 1
    return (slot % parts + parts + 1) << octave - 1
  }
}
