/// The ends of a learning curve.
public struct CurveSummary: Equatable, Sendable {
  /// The first and the last evaluation of the training examples; nil where there is none.
  public let trainInitial: CurvePoint?
  public let trainFinal: CurvePoint?
  /// As before, of unseen examples.
  public let testInitial: CurvePoint?
  public let testFinal: CurvePoint?
  private let scale: ErrorScale

  init(_ curve: LearningCurve) {
    trainInitial = curve.train.first
    trainFinal = curve.train.last
    testInitial = curve.test.first
    testFinal = curve.test.last
    scale = curve.scale
  }

  /// Mean squared error on the training examples before learning; fraction of full scale squared.
  public var errorInitial: Double? { trainInitial.map { scale.meanSquare($0.error) } }
  /// The same at the end.
  public var errorFinal: Double? { trainFinal.map { scale.meanSquare($0.error) } }
  /// Share of the training examples answered correctly at the end; nil without classes.
  public var accuracyTrain: Double? { trainFinal?.accuracy }
  /// Share of the unseen examples answered correctly at the end; nil without classes.
  public var accuracyTest: Double? { testFinal?.accuracy }
}

extension LearningCurve {
  public var summary: CurveSummary { CurveSummary(self) }
}
