public import Plan

/// One parameter of a network: the nodes that it sees, and what it sees there.
public struct NetworkElement: Sendable {
  public var to: Int
  public var from: Int
  public var third: Int
  public var term: LocalTerm
  public var isReciprocal: Bool

  public init(_ term: LocalTerm, to: Int, from: Int, third: Int = 0, isReciprocal: Bool = false) {
    self.to = to
    self.from = from
    self.third = third
    self.term = term
    self.isReciprocal = isReciprocal
  }
}
