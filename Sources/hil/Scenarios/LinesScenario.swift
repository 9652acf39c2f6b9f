import Foundation

/// GPIO chips by label, lines by name: a renumbered chip changes nothing, an ambiguous one is refused,
/// and a line that somebody holds is reported with its owner.
struct LinesScenario {
  let subject: Subject

  func run(on machine: Machine, _ report: Report) throws {
    try machine.reload("decoys=2")
    let moved = try machine.run(
      subject, ModelServer.Session(system: subject.system(), keepsTraces: true))
    let movedTraces = machine.model.account().traces
    report.check(moved.status == 0, "a renumbered GPIO chip is found by its label", moved.output)
    try machine.reload("decoys=1 decoy_label=pinctrl-bcm2711")
    let twice = try machine.run(subject, ModelServer.Session(system: subject.system()))
    report.check(
      twice.status == 69 && twice.output.contains("pinctrl-bcm2711"),
      "two chips of one label are refused", twice.output)
    try machine.reload("label=somebody-else")
    let none = try machine.run(subject, ModelServer.Session(system: subject.system()))
    report.check(none.status == 69, "no chip of the label is an error", none.output)
    try machine.reload("")
    let plain = try machine.run(
      subject, ModelServer.Session(system: subject.system(), keepsTraces: true))
    report.check(plain.status == 0, "without other chips it runs as before", plain.output)
    report.check(
      machine.model.account().traces == movedTraces, "with the requests of the renumbered one")
    try holdLine(machine, report)
  }

  /// A first program holds the lines while a second asks for them.
  private func holdLine(_ machine: Machine, _ report: Report) throws {
    machine.model.begin(ModelServer.Session(system: try subject.system()))
    let first = try machine.guest.start(
      [Machine.program, Machine.plan, "/tmp/other-journal"])
    usleep(300_000)
    let second = try machine.guest.run([Machine.program, Machine.plan, Machine.journal + "2"])
    try machine.guest.signal(first, 15)
    let ended = try machine.guest.wait(first)
    try? machine.guest.delete("/tmp/other-journal")
    try? machine.guest.delete(Machine.journal + "2")
    report.check(
      second.status == 69 && second.output.contains("wheatstone")
        && second.output.contains("GPIO"),
      "a line that is held is reported with its owner", second.output)
    report.check(ended.status == 0, "SIGTERM ends a run with status 0", ended.output)
  }
}
