/// Writes to a part's non-volatile memory: how many, and whether in a loop.
struct EEPROMWear {
  /// All writes ever.
  private(set) var count = 0
  /// The part does not listen until then.
  private(set) var busyUntil = -Double.infinity
  private var recent: [Double] = []

  /// A write, which takes 50 ms at most; true: more than `limit` of them within a second.
  mutating func write(at: Double, limit: Int) -> Bool {
    count += 1
    busyUntil = at + 50_000
    recent = recent.filter { at - $0 < 1_000_000 } + [at]
    return recent.count > limit
  }
}
