import Foundation
import PartEmulators

/// A whole learning run in the guest ends with the taps of depths 1 and 2, bit for bit; repeated
/// runs make the same requests; a trial makes as many as the plan announces.
struct LearningScenario {
  let subject: Subject
  let budget: Budget

  func run(on machine: Machine, _ report: Report) throws {
    let first = try HostRun.atDepth1(subject)
    let second = try HostRun.atDepth2(subject)
    report.check(first.taps == second.taps, "taps at depth 2 are those of depth 1")
    report.check(
      second.violations.isEmpty, "no chip is misused at depth 2",
      second.violations.prefix(3).map(\.description).joined(separator: "; "))
    let started = Date()
    let (exit, residentKibibytes) = try machine.runWatched(
      subject, ModelServer.Session(system: subject.system(), keepsTraces: true))
    let seconds = Date().timeIntervalSince(started)
    let account = machine.model.account()
    report.check(exit.status == 0, "the run ends well", exit.output)
    report.say(
      String(format: "      %.2f s, %d requests, ", seconds, account.requests)
        + exit.output.trimmingCharacters(in: CharacterSet.newlines))
    let journal = try machine.readJournal()
    report.check(journal.taps == first.taps, "taps at depth 3 are those of depth 1")
    report.check(account.taps == journal.taps, "the chips stand where the journal says")
    report.check(
      account.violations.isEmpty, "no chip is misused at depth 3",
      account.violations.prefix(3).map(\.description).joined(separator: "; "))
    report.check(
      residentKibibytes > 0 && residentKibibytes < 2_048, "resident memory is below 2 MiB",
      "\(residentKibibytes) KiB")
    report.check(
      journal.records.contains { $0.kind == .timing }, "the journal has the times of trials")
    _ = try machine.run(
      subject, ModelServer.Session(system: subject.system(), keepsTraces: true))
    let again = machine.model.account()
    report.check(again.traces == account.traces, "a second run makes the same requests")
    let counts = budget.trialCounts(account.traces)
    report.check(
      !counts.isEmpty && counts.allSatisfy { $0 == budget.trialRequests },
      "every trial makes the announced number of requests, \(budget.trialRequests)",
      "\(Set(counts).sorted()) in \(counts.count) trials")
  }
}
