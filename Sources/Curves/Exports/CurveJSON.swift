/// Learning curves as one JSON object: `{"curves": [...]}`, one entry per journal.
///
/// `error_initial` and `error_final` are mean squares on the training examples, fractions of full
/// scale squared; `rms_volts` lists are null where states are not voltages, and accuracies (shares
/// of 1) where there are no classes. Keys without a value are null, never missing.
public func json(_ curves: [LearningCurve]) -> String {
  jsonText(CurveList(curves: curves.map(CurveEntry.init)))
}

private struct CurveList: Encodable {
  let curves: [CurveEntry]
}

private struct CurveEntry: Encodable {
  let journal, board, task: String
  let seed, trials, trialsPlanned: UInt64
  let fullScaleVolts, errorInitial, errorFinal, errorTest, accuracyTrain,
    accuracyTest: Nullable<Double>
  let running, train, test: PointColumns
  let faults: [FaultEntry]
  let sessions: [SessionEntry]

  init(_ curve: LearningCurve) {
    let summary = curve.summary
    journal = curve.file
    board = curve.board
    task = curve.task
    seed = curve.seed
    trials = curve.trials
    trialsPlanned = curve.trialsPlanned
    fullScaleVolts = Nullable(curve.scale.fullScaleVolts)
    errorInitial = Nullable(summary.errorInitial)
    errorFinal = Nullable(summary.errorFinal)
    errorTest = Nullable(summary.testFinal.map { curve.scale.meanSquare($0.error) })
    accuracyTrain = Nullable(summary.accuracyTrain)
    accuracyTest = Nullable(summary.accuracyTest)
    running = PointColumns(curve.running, curve)
    train = PointColumns(curve.train, curve)
    test = PointColumns(curve.test, curve)
    faults = curve.faults.map { FaultEntry(trial: $0.trial, name: $0.name) }
    sessions = curve.sessions.map(SessionEntry.init)
  }
}

/// Points by column: each list has one entry per point.
private struct PointColumns: Encodable {
  let trial: [UInt64]
  let meanSquare: [Double]
  let rmsVolts: Nullable<[Double]>
  let accuracy: Nullable<[Double?]>

  init(_ points: [CurvePoint], _ curve: LearningCurve) {
    trial = points.map(\.trial)
    meanSquare = points.map { curve.scale.meanSquare($0.error) }
    let hasVolts = curve.scale.fullScaleVolts != nil
    rmsVolts = Nullable(hasVolts ? points.map { curve.scale.rms($0.error) } : nil)
    accuracy = Nullable(curve.hasClasses ? points.map(\.accuracy) : nil)
  }
}

private struct FaultEntry: Encodable {
  let trial: UInt64
  let name: String
}

struct SessionEntry: Encodable, Sendable {
  let number: UInt32
  let firstTrial, lastTrial: UInt64
  let stopped: Bool

  init(_ session: CurveSession) {
    number = session.number
    firstTrial = session.firstTrial
    lastTrial = session.lastTrial
    stopped = session.hasStopped
  }
}
