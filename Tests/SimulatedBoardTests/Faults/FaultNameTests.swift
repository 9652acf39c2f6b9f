import SimulatedBoard
import Testing

@Suite struct FaultNameTests {
  private let model = randomModel(nodes: 9, edges: 16, seed: 1)

  @Test func namesAreReadAndWritten() throws {
    let cut = try model.faultInjection("element-open:e7@5000")
    #expect(cut == FaultInjection(.elementOpen, channel: 6, atTrial: 5000))
    #expect(model.faultName(cut.kind, channel: cut.channel) == "element-open:e7")
    // By number, and from the start.
    #expect(
      try model.faultInjection("probe-stuck:4")
        == FaultInjection(.probeStuck, channel: 4, atTrial: 0))
    for (word, kind) in [
      ("element-stuck:e3", 3), ("element-shorted:e0", 0), ("probe-stuck:n4", 4),
      ("probe-saturated:n8", 8), ("probe-disconnected:n0", 0), ("clamp-stuck:c1", 1),
      ("source-off:s0", 0),
    ] {
      let fault = try model.faultInjection(word + "@1")
      #expect(fault.channel == kind)
      #expect(model.faultName(fault.kind, channel: fault.channel) == word)
    }
  }

  @Test func mistakesGetTheNearestNameAndTheAllowedOnes() {
    func message(_ text: String) -> String {
      do {
        _ = try model.faultInjection(text)
        return "accepted"
      } catch { return error.description }
    }
    #expect(
      message("element-opne:e7")
        == "no fault is called 'element-opne' (nearest: 'element-open'); allowed: element-stuck, "
        + "element-open, element-shorted, probe-stuck, probe-saturated, probe-disconnected, "
        + "clamp-stuck, source-off")
    #expect(
      message("source-off:s9")
        == "'source-off' cannot strike 's9' (nearest: 's0'); allowed: s0, s1, "
        + "or a number from 0 to 1")
    #expect(message("clamp-stuck").hasPrefix("'clamp-stuck' cannot strike ''; allowed: c0, c1"))
    #expect(message("element-open:-1").contains("cannot strike '-1'"))
    #expect(message("element-open:e7@soon").hasPrefix("'soon' is not a trial's number"))
    #expect(message("element-open:e7@-1").hasPrefix("'-1' is not a trial's number"))
    #expect(message("").hasPrefix("no fault is called ''"))
    #expect(message("@").hasPrefix("'' is not a trial's number"))
  }

  @Test func faultsOfWhatIsNotThereAreRefused() {
    for fault in [
      FaultInjection(.elementOpen, channel: 99, atTrial: 0),
      FaultInjection(.sourceOff, channel: -1, atTrial: 0),
      FaultInjection(.transcriptEnded, channel: 0, atTrial: 0),
    ] {
      #expect(throws: BoardModelError.self) { _ = try SimulatedBoard(model, faults: [fault]) }
    }
  }
}
