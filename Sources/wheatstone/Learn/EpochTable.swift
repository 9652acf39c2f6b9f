import Curves
import Foundation
import LearningEngine
import LearningRun
import Plan

/// What an epoch of learning with layers came to, a line each: what the original of such networks prints.
struct EpochTable {
  private let plan: Plan
  private var number: UInt64
  private var last = Duration.zero

  /// Nil where the plan has no layers, or does not look at its examples epoch by epoch.
  init?(_ plan: Plan, first: UInt64) {
    guard plan.isLayered, plan.header.recordEvery > 0 else { return nil }
    self.plan = plan
    number = first / UInt64(plan.header.recordEvery)
  }

  func isDue(_ trial: UInt64) -> Bool { trial % UInt64(plan.header.recordEvery) == 0 }

  var heading: String {
    var cells = ["epoch", "energy", "cost", "sweeps", "wrong", "validation", "test"]
    for block in 0..<plan.blockCount { cells.append("|dW\(block + 1)|/|W|") }
    return Self.row(cells + ["seconds"])
  }

  /// `elapsed`: since learning began.
  mutating func line(_ run: borrowing LearningRun, elapsed: Duration) -> String {
    number += 1
    let report = run.epoch
    var cells = [
      "\(number)", report.energy.map { Readable.decimal(Double($0) * 0x1p-20, 3) } ?? "",
      Readable.decimal(Double(report.error) * 0x1p-40 * Double(plan.outputCount), 5),
      Readable.decimal(Double(report.sweeps) * 0x1p-10, 2),
      Self.share(report.total - report.correct, report.total), wrong(run.validationEvaluation),
      wrong(run.testEvaluation),
    ]
    for block in 0..<plan.blockCount {
      cells.append(
        report.sizes.map { String(format: "%.2e", Double($0[block]) * 0x1p-30) } ?? "")
    }
    cells.append(Readable.decimal((elapsed - last).seconds, 2))
    last = elapsed
    return Self.row(cells)
  }

  private func wrong(_ evaluation: Evaluation) -> String {
    Self.share(evaluation.total - evaluation.correct, evaluation.total)
  }

  private static func share(_ part: UInt32, _ whole: UInt32) -> String {
    whole == 0 ? "" : Readable.decimal(100 * Double(part) / Double(whole), 3) + " %"
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      String(repeating: " ", count: max(0, (index == 0 ? 5 : 10) - cell.count)) + cell
    }.joined(separator: " ")
  }
}
