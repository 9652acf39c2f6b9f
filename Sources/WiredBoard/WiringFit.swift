import Plan
import Wiring

extension Wiring {
  /// Throws where the wiring serves another board than the plan's.
  public func check(against plan: Plan) throws(WiringError) {
    guard sourceCount == plan.sourceCount, clampCount == plan.clampCount,
      nodeCount == plan.nodeCount, !isWired || elementCount == plan.elementCount
    else { throw WiringError(.otherPlan, value: UInt32(header.nodeCount)) }
  }
}
