/// What `nowMicroseconds` of a simulated board counts.
public enum BoardClock: Sendable {
  /// Time of the host since the board was made.
  case host
  /// The settling times asked for so far: the same in every run.
  case settling
}
