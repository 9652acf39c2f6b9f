extension BoardModel {
  /// Another board of the same kind: its own tolerances, offsets and noise. Number 0 is the board
  /// as its file describes it.
  public func specimen(_ number: UInt64) -> BoardModel {
    var other = self
    other.seed &+= number
    return other
  }
}
