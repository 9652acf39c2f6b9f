import Journal
import Testing

@Suite struct FuzzTests {
  /// A journal of two sessions, with all the records and checkpoints it ever held.
  struct Sample {
    var bytes: [UInt8]
    var records: [JournalRecord]
    var checkpoints: [WholeCheckpoint]
    var header: JournalHeader

    init(seed: UInt64, elements: Int, scratch: Scratch) throws {
      header = Scripts.header(elements: UInt32(elements))
      header.seed = seed
      let first = try Session(
        creating: true, on: [], header: header,
        steps: Scripts.steps("rcrrrcrrrrcrr", elements: elements), scratch: scratch)
      let middle = PowerCutBytes.all(first.trace, [])
      let second = try Session(
        creating: false, on: middle, header: header,
        steps: Scripts.steps("rrcrrr", first: 8, clock: 5, elements: elements), scratch: scratch)
      bytes = PowerCutBytes.all(second.trace, middle)
      records = []
      checkpoints = []
      for (trace, start) in [(first.trace, []), (second.trace, middle)]
        as [([DiskOperation], [UInt8])]
      {
        for count in 0...trace.count {
          guard
            let found = try Contents.read(
              PowerCutBytes.all(Array(trace[..<count]), start), scratch: scratch)
          else { continue }
          records += found.records.filter { !records.contains($0) }
          if let whole = found.checkpoint, !checkpoints.contains(whole) {
            checkpoints.append(whole)
          }
        }
      }
    }
  }

  @Test("no damaged journal crashes, hangs, grows or invents", .timeLimit(.minutes(5)))
  func mutations() throws {
    let scratch = Scratch(65536)
    let samples = [
      try Sample(seed: 7, elements: 5, scratch: scratch),
      try Sample(seed: 8, elements: 5, scratch: scratch),
      try Sample(seed: 7, elements: 600, scratch: scratch),
    ]
    // A piece of another journal may be large enough to be that journal.
    let records = samples.flatMap(\.records)
    let checkpoints = samples.flatMap(\.checkpoints)
    var generator = SeededGenerator(state: 9)
    var mutator = Mutator(donors: samples.map(\.bytes))
    var opened = 0
    for round in 0..<100_000 {
      var bytes = samples[round % 16 == 0 ? 2 : round % 2].bytes
      let isResealed = mutator.mutate(&bytes, using: &generator)
      guard let found = try? Contents.read(bytes, scratch: scratch) else { continue }
      opened += 1
      #expect(Int(found.header.elementCount) * 16 < bytes.count)
      #expect(found.records.count * 64 < bytes.count)
      if !isResealed {
        let areGenuine = found.records.allSatisfy(records.contains)
        let isGenuine = found.checkpoint.map(checkpoints.contains) ?? true
        #expect(areGenuine && isGenuine, "round \(round)")
      }
      if round % 12 == 0 { try goOn(bytes, found, isResealed, scratch) }
    }
    // Most damage is survived, and some is not.
    #expect(opened > 50_000 && opened < 100_000)
  }

  /// A damaged journal that opens can also be continued.
  private func goOn(_ bytes: [UInt8], _ found: Contents, _ isResealed: Bool, _ scratch: Scratch)
    throws
  {
    let elements = Int(found.header.elementCount)
    guard JournalLayout.writerScratchBytes <= 65536 else { return }
    do throws(any Error) {
      let session = try Session(
        creating: false, on: bytes, header: found.header,
        steps: Scripts.steps("rcrc", first: 100, elements: elements), scratch: scratch)
      let after = PowerCutBytes.all(session.trace, bytes)
      let again = try #require(try Contents.read(after, scratch: scratch))
      #expect(again.checkpoint?.state.trial == 102)
      // A damaged record takes the next one with it where its checksum was hit.
      let isWhole = !isResealed && found.report.damagedRecords == 0
      #expect(again.records.suffix(isWhole ? 2 : 1).map(\.trial) == (isWhole ? [101, 102] : [102]))
    } catch let error as JournalError {
      #expect([.full, .exhausted, .otherRun].contains(error.reason), "\(error)")
    }
  }
}
