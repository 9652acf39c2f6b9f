import Plan

/// What a transcript and a plan must agree on before one is replayed with the other.
public struct TranscriptShape: BitwiseCopyable, Equatable, Sendable {
  /// The plan's own checksum.
  public var planChecksum: UInt32
  /// Levels that the board is driven with, and samples that it gives: of both copies of a twin.
  public var sourceCount: UInt32
  public var nodeCount: UInt32
  public var clampCount: UInt32
  public var elementCount: UInt32

  public init(
    planChecksum: UInt32, sourceCount: UInt32, nodeCount: UInt32, clampCount: UInt32,
    elementCount: UInt32
  ) {
    self.planChecksum = planChecksum
    self.sourceCount = sourceCount
    self.nodeCount = nodeCount
    self.clampCount = clampCount
    self.elementCount = elementCount
  }

  /// That of every board this plan runs on. A checked plan's counts fit 32 bits.
  public init(_ plan: Plan) {
    planChecksum = plan.header.checksum
    sourceCount = UInt32(truncatingIfNeeded: plan.levelCount)
    nodeCount = UInt32(truncatingIfNeeded: plan.readingCount)
    clampCount = UInt32(truncatingIfNeeded: plan.clampCount)
    elementCount = UInt32(truncatingIfNeeded: plan.elementCount)
  }
}
