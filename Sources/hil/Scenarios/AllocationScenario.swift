import Foundation

/// After its start the program asks for no memory: counted by an allocator between it and the C
/// library's, libgpiod included.
struct AllocationScenario {
  let subject: Subject
  let program: [UInt8]
  let trials: UInt64

  func run(on machine: Machine, _ report: Report) throws {
    let path = "/tmp/wheatstoned-counting"
    try machine.guest.write(path, program, mode: 0o755)
    try machine.guest.write(Machine.plan, subject.image)
    try? machine.guest.delete(Machine.journal)
    machine.model.begin(ModelServer.Session(system: try subject.system()))
    let exit = try machine.guest.run([path, Machine.plan, Machine.journal])
    report.check(
      exit.status == 0 && exit.output.contains("allocations after start: 0\n"),
      "no allocation in \(trials) trials", exit.output)
  }
}
