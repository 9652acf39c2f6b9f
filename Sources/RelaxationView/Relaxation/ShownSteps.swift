/// Which steps of a relaxation are shown.
public enum ShownSteps: Equatable, Sendable {
  /// 0, 1, 2, 4, 8, ... of the free phase, its last, and the last of all.
  case doubling
  /// Every so many, and both last ones.
  case every(Int)
  /// These, as far as they are there.
  case listed([Int])

  /// In order, each once.
  public func steps(of trace: RelaxationTrace) -> [Int] {
    let last = trace.steps.count - 1
    switch self {
    case .doubling:
      let powers = sequence(first: 1) { $0 <= trace.lastFree / 2 ? 2 * $0 : nil }
      return chosen([0, trace.lastFree, last] + powers, last)
    case .every(let pace):
      return chosen(
        [trace.lastFree, last] + Array(stride(from: 0, through: last, by: max(pace, 1))), last)
    case .listed(let steps):
      return chosen(steps, last)
    }
  }

  private func chosen(_ steps: [Int], _ last: Int) -> [Int] {
    Set(steps.filter { (0...last).contains($0) }).sorted()
  }
}
