public import BoardInterface
public import SimulatedBoard

/// Measures a board by nothing but what any board can be asked for.
public struct Calibrator {
  private let circuit: Circuit
  private let settings: CalibrationSettings
  private let progress: (CalibrationProgress) -> Void

  /// Elements, and nodes, that a board may have.
  public static var elementLimit: Int { 400 }

  /// - Parameters:
  ///   - model: the board's graph, nominal values, converters and tolerances, as its file states
  ///     them. What a simulation draws from its seed is not looked at.
  ///   - settings: how thoroughly.
  ///   - progress: told from time to time.
  public init(
    _ model: BoardModel, settings: CalibrationSettings = CalibrationSettings(),
    progress: @escaping (CalibrationProgress) -> Void = { _ in }
  ) {
    circuit = Circuit(model)
    self.settings = settings
    self.progress = progress
  }

  /// Calibrates `board`, and leaves it in its safe state whatever happens.
  public func run<B: Board & ~Copyable>(
    on board: inout B
  ) throws(CalibrationError) -> CalibrationReport {
    try checkFitness()
    defer { board.makeSafe() }
    // Settling comes first: nothing else can be measured before it is known.
    let nominal = circuit.model.settling.timeConstantMicroseconds
    // Before anything is known: 50 time constants, at least 20 ms, at most 10 s.
    var bench = Bench(
      circuit, settleMicroseconds: UInt32(min(max(50 * nominal, 20_000), 10_000_000)))
    let middle = circuit.laws.map { Int32($0.tap(at: 0.5)) }

    report(.settling, 0, trials: bench.trials)
    try onBoard { () throws(BoardFault) in try board.release() }
    let settling = try SettlingMeasurement(circuit, readings: settings.readings)
      .run(&board, &bench)
    bench.settleMicroseconds = UInt32(min(max(1, 2 * settling.settleMicroseconds), 20e6))

    report(.health, 0, trials: bench.trials)
    let fatal = try onBoard { () throws(BoardFault) in
      try HealthCheck(circuit, taps: middle).run(&board, &bench)
    }
    if !fatal.isEmpty { throw .faults(fatal) }

    report(.noise, 0, trials: bench.trials)
    let rest = RestMeasurement(circuit, middle, readings: settings.readings)
    let deviations = try onBoard { () throws(BoardFault) in try rest.noise(&board, &bench) }
    let noise = ReadingNoise(
      deviations, stepVolts: circuit.levels.probeStepVolts,
      fullScaleVolts: circuit.model.fullScaleVolts)

    let verdicts = try onBoard { () throws(BoardFault) in
      let test = ResponseTest(
        circuit, base: middle, noise: noise.effective, readings: settings.readings)
      return try test.run(&board, &bench) { report(.responses, $0, trials: $1) }
    }
    var patterns = PatternMeasurement(circuit, settings)
    try onBoard { () throws(BoardFault) in
      try patterns.run(&board, &bench) { report(.patterns, $0, trials: $1) }
    }
    report(.repeatability, 0, trials: bench.trials)
    let repeatability = try onBoard { () throws(BoardFault) in
      try rest.repeatability(&board, &bench, noise)
    }
    let sweep = try onBoard { () throws(BoardFault) in
      try rest.sweep(&board, &bench, readings: settings.readings)
    }
    let trials = bench.trials
    report(.fitting, 0, trials: trials)
    let solution = try Solver(circuit, noise, settings.measured)
      .solve(patterns.common, patterns.driven, verdicts) { report(.fitting, $0, trials: trials) }
    return Results(circuit, solution, noise: deviations, settling: settling).report(
      bench: bench, repeatability: repeatability, sweep: sweep, verdicts: verdicts)
  }

  private func report(_ stage: CalibrationProgress.Stage, _ fraction: Double, trials: Int) {
    progress(CalibrationProgress(stage: stage, fraction: fraction, trials: trials))
  }

  private func onBoard<Result>(
    _ body: () throws(BoardFault) -> Result
  ) throws(CalibrationError) -> Result {
    do throws(BoardFault) { return try body() } catch { throw .board(error) }
  }

  private func checkFitness() throws(CalibrationError) {
    if circuit.sourceCount == 0 || circuit.nodeCount == 0 {
      throw .unsuitable("the board has no source or no node; there is nothing to measure with")
    }
    if circuit.levels.highVolts <= circuit.levels.lowVolts {
      throw .unsuitable(
        "there is no voltage that every source and clamp can give and every probe can read; widen "
          + "lowVolts and highVolts in 'converters'")
    }
    // The time grows with the third power: half a second for 143 elements.
    if circuit.elementCount > Self.elementLimit || circuit.nodeCount > Self.elementLimit {
      throw .unsuitable(
        "it has \(circuit.nodeCount) nodes and \(circuit.elementCount) elements; up to "
          + "\(Self.elementLimit) of each can be calibrated")
    }
  }
}
