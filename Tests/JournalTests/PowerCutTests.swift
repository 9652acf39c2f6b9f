import Journal
import Testing

@Suite struct PowerCutTests {
  let scratch = Scratch(65536)

  private func expectNone(
    _ session: Session, _ effort: PowerCut.Effort, _ generator: inout SeededGenerator
  ) -> Int {
    var outcomes = 0
    session.cutEverywhere(effort, scratch: scratch, using: &generator) { cut, _, violation in
      outcomes += 1
      if let violation { Issue.record("cut behind operation \(cut): \(violation)") }
    }
    return outcomes
  }

  @Test("at every write and inside each: old or new", arguments: [5, 0, 1200])
  func everyWrite(elements: Int) throws {
    var generator = SeededGenerator(state: 1)
    let session = try Session(
      creating: true, on: [], header: Scripts.header(elements: UInt32(elements)),
      steps: Scripts.steps(
        elements == 1200 ? "rcrrcrc" : "crrrcrrcrrrrscrccrrrcrr", elements: elements),
      scratch: scratch)
    let outcomes = expectNone(session, .thorough, &generator)
    #expect(outcomes > 1000)
  }

  @Test("a new journal over an old one: the old one, none, or the new one")
  func recreation() throws {
    var generator = SeededGenerator(state: 2)
    let old = try Session(
      creating: true, on: [], header: Scripts.header(), steps: Scripts.steps("rcrrcrrcrr"),
      scratch: scratch)
    let once = bytes(after: old.trace.map { ($0, .kept) }, onto: [])
    // With one header copy, and with two.
    let resumed = try Session(
      creating: false, on: once, header: Scripts.header(), steps: Scripts.steps("rrcr", first: 9),
      scratch: scratch)
    let twice = bytes(after: resumed.trace.map { ($0, .kept) }, onto: once)
    for start in [once, twice] {
      // The same run again, byte for byte: none of the old one's records may show. And another.
      for trials in [100, 50] as [UInt64] {
        let new = try Session(
          creating: true, on: start, header: Scripts.header(trials: trials),
          steps: Scripts.steps("rcrrcr"), scratch: scratch)
        _ = expectNone(new, .thorough, &generator)
      }
    }
  }

  /// Plans of a second run, behind whatever the first one left. With the clock 0 it writes the same
  /// as the first one would have.
  static let seconds: [(plan: String, clock: UInt64, capacity: UInt64)] = [
    ("rrrcrrcr", 0, 40), ("rrcrc", 77, 40), ("crrc", 0, 40), ("rscr", 0, 90),
  ]

  @Test("again while it is being resumed", arguments: seconds.indices)
  func twice(second: Int) throws {
    let (plan, clock, capacity) = Self.seconds[second]
    var generator = SeededGenerator(state: UInt64(second) + 3)
    var leftovers: [[UInt8]] = []
    let first = try Session(
      creating: true, on: [], header: Scripts.header(),
      steps: Scripts.steps("rcrrrcrrrrrcrr"), scratch: scratch)
    first.cutEverywhere(.random(5), scratch: scratch, using: &generator) { cut, left, violation in
      if let violation { Issue.record("first: \(violation)") }
      // Before the journal has begun there is nothing to resume.
      if cut >= first.opened { leftovers.append(left) }
    }
    for left in leftovers {
      let trial = try Contents.read(left, scratch: scratch)?.checkpoint?.state.trial ?? 0
      let header = Scripts.header(capacity: capacity, trials: 100 + capacity)
      let session = try Session(
        creating: false, on: left, header: header,
        steps: Scripts.steps(plan, first: trial, clock: clock), scratch: scratch)
      var third: [[UInt8]] = []
      var choice = SeededGenerator(state: generator.next())
      session.cutEverywhere(.random(10), scratch: scratch, using: &generator) {
        cut, left, violation in
        if let violation { Issue.record("second, cut behind \(cut): \(violation)") }
        if UInt8.random(in: 0..<100, using: &choice) == 0 { third.append(left) }
      }
      for left in third {
        let trial = try Contents.read(left, scratch: scratch)?.checkpoint?.state.trial ?? 0
        let session = try Session(
          creating: false, on: left, header: header,
          steps: Scripts.steps("rrrc", first: trial), scratch: scratch)
        _ = expectNone(session, .random(6), &generator)
      }
    }
  }

  @Test("each sync is needed: these tests notice every one that a disk only pretends to do")
  func pretendedSyncs() throws {
    var generator = SeededGenerator(state: 4)
    let first = try Session(
      creating: true, on: [], header: Scripts.header(), steps: Scripts.steps("rrcrrcrrsrrc"),
      scratch: scratch)
    let whole = bytes(after: first.trace.map { ($0, .kept) }, onto: [])
    let enlarged = try Session(
      creating: false, on: whole, header: Scripts.header(capacity: 200),
      steps: Scripts.steps("rrcrc", first: 9), scratch: scratch)
    let over = try Session(
      creating: true, on: whole, header: Scripts.header(trials: 50), steps: Scripts.steps("rc"),
      scratch: scratch)
    for session in [first, enlarged, over] {
      for sync in session.trace.indices where session.trace[sync].isSync {
        var noticed = 0
        session.cutEverywhere(
          .thorough, ignoring: [sync], scratch: scratch, using: &generator
        ) { _, _, violation in if violation != nil { noticed += 1 } }
        #expect(noticed > 0, "operation \(sync) of \(session.trace.count), a sync, is not missed")
      }
    }
  }
}
