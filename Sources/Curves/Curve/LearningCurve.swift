import Foundation
import Journal
import Plan

/// A journal as a learning curve.
public struct LearningCurve: Sendable {
  /// The journal's path as it was given.
  public let file: String
  public let board: String
  public let task: String
  public let seed: UInt64
  /// Trials that the run is to have.
  public let trialsPlanned: UInt64
  /// Trials done, as far as the journal knows.
  public let trials: UInt64
  /// Whether answers are classes, so that there is an accuracy.
  public let hasClasses: Bool
  public let scale: ErrorScale
  /// Every whole record, in their order.
  public let records: [JournalRecord]
  /// The mean over the trials since the point before.
  public let running: [CurvePoint]
  /// All examples to learn from, shown without teaching.
  public let train: [CurvePoint]
  /// All unseen examples.
  public let test: [CurvePoint]
  /// All examples that are kept for validation.
  public let validation: [CurvePoint]
  public let faults: [CurveFault]
  public let sessions: [CurveSession]

  public init(_ contents: JournalContents) {
    let records = contents.records
    file = contents.file
    board = contents.board
    task = contents.task
    seed = contents.header.seed
    trialsPlanned = contents.header.trialsPlanned
    trials = max(contents.checkpoint?.state.trial ?? 0, records.last?.trial ?? 0)
    hasClasses = contents.header.decision != Decision.none.rawValue
    scale = ErrorScale(fullScaleMicrovolts: contents.header.fullScaleMicrovolts)
    self.records = records
    running = records.filter { $0.kind == .learning }.map(CurvePoint.init)
    train = records.filter { $0.kind == .evaluation && $0.set == .train }.map(CurvePoint.init)
    test = records.filter { $0.kind == .evaluation && $0.set == .test }.map(CurvePoint.init)
    validation = records.filter { $0.kind == .evaluation && $0.set == .validation }
      .map(CurvePoint.init)
    faults = records.filter { $0.kind == .fault }
      .map { CurveFault(trial: $0.trial, name: faultText($0)) }
    sessions = Self.sessions(of: records)
  }

  /// The journal's file name, for a legend.
  var label: String { printable((file as NSString).lastPathComponent) }

  private static func sessions(of records: [JournalRecord]) -> [CurveSession] {
    var sessions: [CurveSession] = []
    for record in records {
      if sessions.last?.number != record.session {
        sessions.append(
          CurveSession(
            number: record.session, firstTrial: record.trial, lastTrial: record.trial,
            hasStopped: false))
      }
      sessions[sessions.count - 1].lastTrial = record.trial
      sessions[sessions.count - 1].hasStopped = record.kind == .stopped
    }
    return sessions
  }
}
