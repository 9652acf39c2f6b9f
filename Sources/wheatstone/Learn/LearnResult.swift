import Curves
import Foundation
import Plan

/// What a run came to; printed at its end.
struct LearnResult {
  let curve: LearningCurve
  let seed: UInt64
  /// Since the very beginning.
  let trials: UInt64
  /// Of this session.
  let trialsNow: UInt64
  let taps: [Int32]
  /// The time of the trials alone, and with evaluations and journal.
  let learning: Duration
  let total: Duration
  let isInterrupted: Bool
  /// What ended the run, if a fault did: `probe-stuck:a`.
  let fault: String?
  let unseenExamples: Int
  /// What trials cost on the buses, where there are any.
  var buses: BusReport?

  private var trialsPerSecond: Double {
    let seconds = learning.seconds
    return seconds > 0 ? Double(trialsNow) / seconds : 0
  }

  /// What the terminal shows; where the picture lies comes last.
  func text(_ terminal: Terminal, picture: Picture?) -> String {
    var lines = terminalSummary(curve, width: terminal.columns, color: terminal.usesColor)
    let rate = Readable.rate(trialsPerSecond)
    lines += "\n\(trialsNow) trials in \(Readable.decimal(total.seconds, 2)) s (\(rate)/s)\n"
    if let accuracy = curve.summary.testFinal?.accuracy {
      let share = terminal.styled(percent(accuracy), .bold)
      lines += "right on \(share) of the \(unseenExamples) unseen examples\n"
    }
    if let buses { lines += buses.text }
    lines += "journal  \(curve.file)\n"
    if let path = picture?.path { lines += "picture  \(path)\n" }
    if let excuse = picture?.excuse { lines += "no picture: \(excuse)\n" }
    return lines
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Object(self)), as: UTF8.self)
  }

  /// The names are part of the interface.
  private struct Object: Encodable {
    let result: LearnResult

    init(_ result: LearnResult) { self.result = result }

    enum Key: String, CodingKey {
      case trials, seed, taps, seconds, journal, fault, buses
      case errorInitial = "error_initial"
      case errorFinal = "error_final"
      case accuracyTrain = "accuracy_train"
      case accuracyTest = "accuracy_test"
      case trialsPerSecond = "trials_per_second"
    }

    func encode(to encoder: any Encoder) throws {
      let summary = result.curve.summary
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(result.trials, forKey: .trials)
      try object.encode(result.seed, forKey: .seed)
      try object.encode(summary.errorInitial, forKey: .errorInitial)
      try object.encode(summary.errorFinal, forKey: .errorFinal)
      // An optional that is nil is written as null.
      try object.encode(summary.accuracyTrain, forKey: .accuracyTrain)
      try object.encode(summary.accuracyTest, forKey: .accuracyTest)
      try object.encode(result.taps, forKey: .taps)
      try object.encode(result.total.seconds, forKey: .seconds)
      try object.encode(result.trialsPerSecond, forKey: .trialsPerSecond)
      try object.encode(result.curve.file, forKey: .journal)
      try object.encodeIfPresent(result.fault, forKey: .fault)
      try object.encodeIfPresent(result.buses, forKey: .buses)
    }
  }
}
