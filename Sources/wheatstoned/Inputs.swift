import DeviceProgram
import Plan
import WiredBoard
import Wiring

/// The plan's wiring, checked against it.
@inline(never)
func openWiring(of plan: Plan, argument: Int32) throws(Failure) -> Wiring {
  guard plan.wiringCount > 0 else {
    throw Failure(
      Failure.unusable, argument: argument,
      "the plan is of a board that is only simulated: its board file has no 'hardware'")
  }
  do throws(WiringError) {
    let wiring = unsafe try Wiring(checking: plan.wiring)
    try wiring.check(against: plan)
    guard wiring.isWired else { throw WiringError(.otherPlan) }
    return wiring
  } catch {
    throw Failure(
      Failure.unusable, argument: argument,
      "the plan's wiring may not be used (docs/wiring.md); compile it again",
      place: UInt64(error.entry), value: Int64(error.reason.rawValue))
  }
}
