public import Curves

/// What a study gives for one seed; kept, so that an interrupted reproduction goes on.
public struct StudyRecord: Codable, Sendable {
  public struct Curve: Codable, Sendable {
    public var x: [Double]
    public var y: [Double]

    public init(x: [Double], y: [Double]) {
      self.x = x
      self.y = y
    }
  }

  public var study: String
  public var seed: Int
  public var isQuick: Bool
  public var numbers: [String: Double] = [:]
  public var curves: [String: Curve] = [:]
  public var drawings: [String: NetworkDrawing] = [:]
  public var seconds = 0.0
  /// Why there is nothing: data that is not there.
  public var skipped: String?

  public init(study: String, seed: Int, isQuick: Bool) {
    self.study = study
    self.seed = seed
    self.isQuick = isQuick
  }
}

/// Something that is trained and measured for several seeds.
public struct Study: Sendable {
  public var name: String
  public var seeds: Int
  public var quickSeeds: Int
  /// Rough, to foresee how long all will take.
  public var secondsPerSeed: Double
  public var run: @Sendable (inout StudyRecord, StudyContext) throws -> Void

  public init(
    _ name: String, seeds: Int, quickSeeds: Int = 1, secondsPerSeed: Double,
    run: @escaping @Sendable (inout StudyRecord, StudyContext) throws -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.quickSeeds = quickSeeds
    self.secondsPerSeed = secondsPerSeed
    self.run = run
  }
}

/// What a study may look at while it runs.
public struct StudyContext: Sendable {
  /// Where data sets are; nil: nowhere.
  public var dataFolder: String?
  /// Told the share that is done; throws where the user has stopped.
  public var tick: @Sendable (Double) throws -> Void

  public init(dataFolder: String?, tick: @escaping @Sendable (Double) throws -> Void) {
    self.dataFolder = dataFolder
    self.tick = tick
  }
}
