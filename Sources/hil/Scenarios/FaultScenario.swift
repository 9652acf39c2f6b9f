import BoardInterface
import Foundation
import Journal
import PartEmulators
import Wiring

/// Each kind of bus fault at sampled requests of a run: learning goes on within its bounds, or the
/// board is safe within one trial and the journal names the fault.
struct FaultScenario {
  let subject: Subject
  let requestsPerRun: Int
  let places: Int

  func run(on machine: Machine, _ report: Report) throws {
    let clean = try HostRun.atDepth1(subject)
    var cases = 0
    var stopped = 0
    var wrong: [String] = []
    for kind in BusFaultPlan.Kind.allCases {
      for place in 0..<places {
        for lasts in [false, true] {
          cases += 1
          // Spread over the whole run, set-up included, at numbers that share no rhythm with it.
          let request = (place * 2 + 1) * requestsPerRun / (places * 2) + place % 7
          let fault = BusFaultPlan(request: request, kind: kind, lasts: lasts)
          let verdict = try judge(fault, clean, on: machine)
          if verdict.isStopped { stopped += 1 }
          if let complaint = verdict.complaint {
            wrong.append("\(kind)\(lasts ? " lasting" : "") at request \(request): \(complaint)")
          }
        }
      }
    }
    report.check(
      wrong.isEmpty,
      "\(cases) bus faults: \(stopped) ended in the safe state with their name, the others within "
        + "bounds", wrong.prefix(8).joined(separator: "; "))
  }

  private struct Verdict {
    var isStopped = false
    var complaint: String?
  }

  private func judge(
    _ fault: BusFaultPlan, _ clean: HostRun, on machine: Machine
  ) throws -> Verdict {
    let exit = try machine.run(
      subject, ModelServer.Session(system: subject.system(), fault: fault))
    let account = machine.model.account()
    if account.struck == 0 { return Verdict(complaint: "the run ended before it: \(exit.output)") }
    guard let status = exit.status else { return Verdict(complaint: "signal \(exit.signal ?? 0)") }
    if status == 0 { return Verdict(complaint: try complaint(ofGoneOn: machine)) }
    if status == 69 { return Verdict(isStopped: true, complaint: complaint(ofUnopened: account)) }
    guard status >= 80 else { return Verdict(complaint: "exit \(status): \(exit.output)") }
    return Verdict(
      isStopped: true,
      complaint: try complaint(ofStopped: machine, account, fault, kind: UInt8(status - 80)))
  }

  /// Learning went on: the error must have fallen as the task says, a hundredfold.
  private func complaint(ofGoneOn machine: Machine) throws -> String? {
    let evaluations = try machine.readJournal().records.filter { $0.kind == .evaluation }
    guard let first = evaluations.first?.error, let last = evaluations.last?.error else {
      return "no evaluation in the journal"
    }
    return last * 100 <= first ? nil : "the error went from \(first) to \(last)"
  }

  /// Lines could not be requested: nothing else was asked of the board.
  private func complaint(ofUnopened account: ModelServer.Account) -> String? {
    account.isAnyClampHolding ? "a clamp holds" : nil
  }

  private func complaint(
    ofStopped machine: Machine, _ account: ModelServer.Account, _ fault: BusFaultPlan, kind: UInt8
  ) throws -> String? {
    let records = try machine.readJournal().records
    guard let last = records.last(where: { $0.kind == .fault }), last.faultKind == kind else {
      return "exit \(80 + Int(kind)), but the journal does not name it"
    }
    // Where the bus stays broken the chips cannot be told; the arm line, which is not behind it,
    // then takes the supply away.
    if fault.lasts { return isArmed(account) && reachesLines(fault) ? "still armed" : nil }
    if account.isAnyClampHolding { return "a clamp holds" }
    if account.sources.contains(where: { $0 != 0 }) { return "a source drives" }
    return isArmed(account) ? "still armed" : nil
  }

  private func reachesLines(_ fault: BusFaultPlan) -> Bool {
    switch fault.kind {
    case .staleData, .stuckBit: true
    default: false
    }
  }

  private func isArmed(_ account: ModelServer.Account) -> Bool {
    let line = subject.wiring.header.armLine
    guard line != WiringHeader.none, Int(line) < account.lines.count else { return false }
    return account.lines[Int(line)] != subject.wiring.line(Int(line)).isActiveLow
  }
}
