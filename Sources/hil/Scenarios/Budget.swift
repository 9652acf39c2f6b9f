import Plan
import WiredBoard
import Wiring

/// What the plan announces, and what traces hold.
struct Budget {
  let trialRequests: Int
  private let heartbeat: UInt64
  /// Selects of potentiometers, whose requests come on top.
  private let potentiometers: Set<Int>

  init(_ subject: Subject) {
    let memory = Memory(WiredBoard<NoBus>.byteCount(for: subject.wiring))
    let budget = unsafe TrialBudget(
      plan: subject.plan.plan, wiring: subject.wiring, block: memory.base)
    trialRequests = Int(budget.trialRequests)
    let wiring = subject.wiring
    var lineNumber: UInt64 = 0
    if wiring.header.heartbeatLine != WiringHeader.none {
      let name = unsafe String(
        decoding: wiring.text(wiring.line(Int(wiring.header.heartbeatLine)).name), as: UTF8.self)
      lineNumber = UInt64(name.drop { !$0.isNumber }) ?? 0
    }
    heartbeat = 1 << lineNumber
    var selects: Set<Int> = []
    for chip in 0..<wiring.chipCount where wiring.part(chip).role == .potentiometer {
      let device = wiring.chip(chip).device
      if device != WiringHeader.none { selects.insert(Int(wiring.device(Int(device)).select)) }
    }
    potentiometers = selects
  }

  /// Requests of each trial but those to potentiometers. A trial begins with the heartbeat; what
  /// follows the last is not only a trial. Those with an evaluation, self-test or verification in
  /// them, which come between trials, are left out: they have a multiple of the scans.
  func trialCounts(_ traces: [[UInt8]]) -> [Int] {
    var counts: [Int] = []
    var count = 0
    var began = false
    var scans = 0
    for trace in traces {
      let fields = Fields(bytes: trace)
      // Kind at 0, select at 4, lines' mask behind the header at 24.
      let isLines = fields.u16(0) == 0x30
      if isLines && fields.word(24, 8) & heartbeat != 0 {
        if began && scans <= 3 { counts.append(count) }
        began = true
        count = 1
        scans = 0
        continue
      }
      if fields.u16(0) == 0x20 { scans += 1 }
      if fields.u16(0) == 0x10, potentiometers.contains(fields.u16(4)) { continue }
      count += 1
    }
    return counts
  }
}
