import Journal
import Plan

extension LearningRun {
  /// The records that a run of this plan may need, with room for faults and for being resumed.
  public static func recordCapacity(for plan: Plan) -> UInt64 {
    let header = plan.header
    var records: UInt64 = spareRecords
    if header.recordEvery > 0 {
      // With layers: the energy, and the size of each block's updates.
      let each = plan.isLayered ? UInt64(2 + plan.blockCount) : 1
      records += each * (header.trials / UInt64(header.recordEvery) + 1)
    }
    if header.evaluateEvery > 0 {
      records += 3 * (header.trials / UInt64(header.evaluateEvery) + 1)
    }
    return records
  }

  /// Places for starts, stops and faults. Half of them are kept from notices, so that a flickering
  /// element cannot fill a journal.
  static var spareRecords: UInt64 { 4096 }

  /// The header of a journal for this plan.
  public static func journalHeader(for plan: Plan) -> JournalHeader {
    let header = plan.header
    return JournalHeader(
      elementCount: UInt32(plan.elementCount), seed: header.seed, trialsPlanned: header.trials,
      recordCapacity: recordCapacity(for: plan), planChecksum: header.checksum,
      fullScaleMicrovolts: header.fullScaleMicrovolts, decision: header.decision,
      trainCount: UInt32(plan.trainCount), testCount: UInt32(plan.testCount),
      hasResiduals: !plan.isLayered, board: name(.board, of: plan), task: name(.task, of: plan))
  }

  private static func name(_ named: Plan.Named, of plan: Plan) -> JournalName {
    let bytes = unsafe plan.name(named)
    return unsafe JournalName(bytes.bindMemory(to: UInt8.self).span)
  }
}
