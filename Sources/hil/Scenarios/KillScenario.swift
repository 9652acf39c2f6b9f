import Foundation
import PartEmulators

/// SIGKILL at random requests, and a restart: learning goes on from old or new, never mixed, and the
/// run ends with the taps of one that nobody killed.
struct KillScenario {
  let subject: Subject
  let requestsPerRun: Int
  let kills: Int

  func run(on machine: Machine, _ report: Report) throws {
    let clean = try HostRun.atDepth1(subject)
    var generator = SystemRandomNumberGenerator()
    var wrong: [String] = []
    for _ in 0..<kills {
      let request = Int.random(in: 0..<requestsPerRun, using: &generator)
      if let complaint = try kill(at: request, clean, on: machine) {
        wrong.append("at request \(request): \(complaint)")
      }
    }
    report.check(
      wrong.isEmpty, "\(kills) kills at random requests, each gone on from",
      wrong.prefix(5).joined(separator: "; "))
  }

  private func kill(at request: Int, _ clean: HostRun, on machine: Machine) throws -> String? {
    let system = try subject.system()
    try machine.guest.write(Machine.plan, subject.image)
    try? machine.guest.delete(Machine.journal)
    // The program must be known before the request comes that it is killed at.
    let gate = DispatchSemaphore(value: 0)
    let box = ProgramBox()
    let guest = machine.guest
    machine.model.begin(
      ModelServer.Session(
        system: system, killAt: request,
        onKill: {
          gate.wait()
          if let program = box.program { try? guest.signal(program, 9) }
          // Gone before its request is answered.
          usleep(20_000)
        }))
    let program = try guest.start([Machine.program, Machine.plan, Machine.journal])
    box.program = program
    gate.signal()
    let exit = try guest.wait(program)
    guard exit.signal == 9 else { return "it ended by itself: \(exit.output)" }
    // The chips keep their state; the program finds the board as it was left.
    machine.model.begin(ModelServer.Session(system: system))
    let again = try guest.run([Machine.program, Machine.plan, Machine.journal])
    guard again.status == 0 else { return "the restart ended with \(again.output)" }
    let journal = try machine.readJournal()
    if journal.taps != clean.taps { return "other taps than without a kill" }
    return machine.model.account().taps == journal.taps ? nil : "the chips stand elsewhere"
  }
}

/// Carries a program to another thread; written before the gate opens.
private final class ProgramBox: @unchecked Sendable {
  var program: Guest.Program?
}
