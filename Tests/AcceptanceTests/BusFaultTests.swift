import BoardInterface
import PartEmulators
import Testing
import Wiring

/// Every request of one trial, every kind of bus fault, once and from then on: learning goes on within
/// its bounds, or the board is safe and the journal names the fault.
@Suite struct BusFaultTests {
  @Test(arguments: BusFaultPlan.Kind.allCases, [false, true])
  func aFaultEndsWell(_ kind: BusFaultPlan.Kind, lasts: Bool) throws {
    let run = try DepthRun("bench16-pi", "one-target", trials: 60)
    let trial = try requests(ofTrial: 20, run)
    var stopped = 0
    for request in trial {
      let fault = BusFaultPlan(request: request, kind: kind, lasts: lasts)
      var before = 0
      let (result, system) = try run.atDepth2 {
        before = $0.bus.requestCount
        $0.bus.fault = fault
      }
      #expect(system.bus.struck > 0 && before < request)
      if let found = result.fault {
        stopped += 1
        #expect(result.lastFaultKind == found.kind.rawValue, "\(fault)")
        // A bus that stays broken cannot be told; the arm line is then what makes it safe.
        if !lasts {
          #expect(!system.bench.isAnyClampHolding, "\(fault)")
          #expect(system.bench.standingSources.allSatisfy { $0.raw == 0 }, "\(fault)")
        }
        if !lasts || kind == .staleData || kind == .stuckBit {
          #expect(!isArmed(system, run.wiring), "\(fault)")
        }
      } else {
        #expect(
          result.lastError * 100 <= result.firstError,
          "\(fault): \(result.firstError) to \(result.lastError)")
      }
    }
    // One error is healed by asking again; one that lasts must not be.
    if !lasts, kind == .errorReturn || kind == .timeout || kind == .shortTransfer {
      // The heartbeat, whose edges are never repeated, is the only request that is not.
      #expect(stopped == 1)
    }
    // Answers that are one request late still teach.
    if lasts && kind != .staleData { #expect(stopped > 0) }
  }

  /// The numbers of a trial's requests: those from its heartbeat to the next.
  private func requests(ofTrial trial: Int, _ run: DepthRun) throws -> Range<Int> {
    let (_, system) = try run.atDepth2 { $0.bus.keepsRequests = true }
    let first = system.bus.requestCount - system.bus.requests.count
    let beats = system.bus.requests.indices.filter { system.bus.requests[$0].kind == .lines }
    // The first is the arm line.
    return (first + beats[trial])..<(first + beats[trial + 1])
  }

  private func isArmed(_ system: EmulatedSystem, _ wiring: Wiring) -> Bool {
    let line = Int(wiring.header.armLine)
    return system.wires.levels[line] != wiring.line(line).isActiveLow
  }
}
