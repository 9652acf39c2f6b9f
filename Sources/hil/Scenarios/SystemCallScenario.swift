import Foundation
import PartEmulators

/// What strace sees between two heartbeats is what the plan announces, and nothing else.
struct SystemCallScenario {
  let subject: Subject
  let budget: Budget

  func run(on machine: Machine, _ report: Report) throws {
    machine.model.begin(ModelServer.Session(system: try subject.system(), keepsTraces: true))
    try machine.guest.write(Machine.plan, subject.image)
    try? machine.guest.delete(Machine.journal)
    let exit = try machine.guest.run([
      "/bin/strace", "-o", "/tmp/strace", Machine.program, Machine.plan, Machine.journal,
    ])
    report.check(exit.status == 0, "the run ends well under strace", exit.output)
    let text = String(decoding: try machine.guest.read("/tmp/strace"), as: UTF8.self)
    let calls = text.split(separator: "\n").map(String.init)
    let requests = machine.model.account().requests
    let started = calls.firstIndex { $0.hasPrefix("mlockall") } ?? 0
    let ioctls = calls.filter { $0.hasPrefix("ioctl") }.count
    report.say("      \(calls.count) system calls in all, \(ioctls) ioctl, \(requests) requests")
    var segments: [[String]] = []
    var current: [String]?
    for call in calls[started...] {
      // The heartbeat is the only line that is set in a trial of this board.
      if call.contains("GPIOHANDLE_SET_LINE_VALUES") || call.contains("GPIO_V2_LINE_SET_VALUES") {
        if let current { segments.append(current) }
        current = []
      }
      current?.append(call)
    }
    // Trials with no checkpoint, evaluation or self-test behind them, which drive more often than a
    // trial has phases; a record is one write.
    let plain = segments.filter { segment in
      !segment.contains { $0.hasPrefix("fdatasync") }
        && segment.filter { $0.contains("0x7, 0x7") || $0.contains("I2C_RDWR") }.count <= 3
    }
    let others = Set(
      plain.flatMap { $0 }.filter { !$0.hasPrefix("ioctl") }.map { $0.prefix { $0 != "(" } })
    report.check(
      others.subtracting(["clock_nanosleep", "pwrite64"]).isEmpty,
      "a trial calls nothing but ioctl, its sleeps and its record",
      others.sorted().joined(separator: " "))
    let counts = plain.map { segment in
      segment.filter { $0.hasPrefix("ioctl") && !isElement($0) }.count
    }
    report.check(
      !counts.isEmpty && counts.allSatisfy { $0 == budget.trialRequests },
      "ioctls of a trial without elements are the announced \(budget.trialRequests)",
      "\(Set(counts).sorted()) in \(counts.count) trials")
    let mapped = calls[started...].filter {
      $0.hasPrefix("brk") || $0.hasPrefix("mmap") || $0.hasPrefix("munmap")
    }
    report.check(mapped.isEmpty, "no memory is asked for after the start", mapped.first ?? "")
  }

  /// A message to a potentiometer has 2 bytes for each of its two wipers; one to an ADC has 3 for each
  /// input. The result is the number of bytes.
  private func isElement(_ call: String) -> Bool {
    call.contains("SPI_IOC_MESSAGE") && (call.hasSuffix("= 2") || call.hasSuffix("= 4"))
  }
}
