internal import Foundation

/// Equilibrium propagation through the device's fixed point against the gradients that it stands
/// for.
enum EquilibriumStudies {
  /// Strengths of the nudge, of one side and of both.
  static let strengths = [0.01, 0.1, 0.5].map { ($0 * 65_536).rounded() / 65_536 }
  /// The one of the claims.
  static let strength = strengths[1]

  static func key(_ what: String, isCentred: Bool, _ index: Int) -> String {
    "\(what)-\(isCentred ? "both" : "one")-\(index)"
  }

  /// EP = BPTT: every step of the nudged phase is a step of backpropagation through time.
  static let throughTime = Study("through-time", seeds: 5, secondsPerSeed: 0.3) { record, context in
    let problem = ToyProblem(seed: record.seed)
    let reference = ToyReference(problem)
    let steps = ToyProblem.nudgedSteps
    let free = reference.free(steps: ToyProblem.freeSteps, kept: steps + 1)
    let wanted = reference.throughTime(free)
    let device = try ToyDevice(problem, freeSteps: ToyProblem.freeSteps)
    var coarse = reference
    coarse.grid = 0x1p-15
    let coarseFree = coarse.free(steps: ToyProblem.freeSteps, kept: 1)
    let runs: [(name: String, run: (Double) -> ToyTrajectory)] = [
      ("device", { device.nudged(steps: steps, beta: $0) }),
      ("elements", { device.nudged(steps: steps, beta: $0, isCoarse: true) }),
      ("float64", { reference.nudged(from: free[steps], steps: steps, beta: $0) }),
      ("narrow", { coarse.nudged(from: coarseFree[0], steps: steps, beta: $0) }),
    ]
    for (index, beta) in strengths.enumerated() {
      for isCentred in [false, true] {
        for (name, run) in runs {
          let found = ToyProcess(
            run(beta), opposite: isCentred ? run(-beta) : nil, beta: beta, dt: reference.dt,
            levels: reference.levels)
          let errors = found.errors(against: wanted)
          record.numbers[key(name, isCentred: isCentred, index)] = errors.mean
          guard name == "device", isCentred, beta == strength else { continue }
          record.numbers["worst"] = errors.max()
          found.draw("device", like: wanted, dt: reference.dt, into: &record)
        }
      }
      try context.tick(Double(index + 1) / Double(strengths.count))
    }
    wanted.draw("gradient", like: wanted, dt: reference.dt, into: &record)
    record.numbers["stepsToRest"] = Double(device.stepsToRest)
  }

  /// EP = recurrent backpropagation: the nudged trajectory moves as the errors of a side network, in
  /// steps and in continuous time, and ends where they sum up to.
  static let recurrent = Study(
    "recurrent-backpropagation", seeds: 5, secondsPerSeed: 1
  ) { record, context in
    var problem = ToyProblem(seed: record.seed)
    func centred(
      _ steps: Int, _ reference: ToyReference, beta: Double = strength, isCoarse: Bool = false
    ) throws -> ToyProcess {
      let free = ToyProblem.freeSteps * 655 / Int(problem.rate)
      let device = try ToyDevice(problem, freeSteps: free)
      return ToyProcess(
        device.nudged(steps: steps, beta: beta, isCoarse: isCoarse),
        opposite: device.nudged(steps: steps, beta: -beta, isCoarse: isCoarse),
        beta: beta, dt: reference.dt, levels: reference.levels)
    }
    let reference = ToyReference(problem)
    let rest = reference.fixedPoint(near: reference.free(steps: 1_000, kept: 1)[0])
    let inSteps = reference.sideNetwork(at: rest, steps: ToyProblem.nudgedSteps)
    record.numbers["steps"] =
      try centred(ToyProblem.nudgedSteps, reference).errors(against: inSteps).mean
    // Long enough to come to rest again; contrasts as elements take them.
    for (index, beta) in strengths.enumerated() {
      record.numbers["gradient-\(index)"] =
        try centred(1_000, reference, beta: beta, isCoarse: true).total
        .errors(against: reference.gradient(at: rest)).mean
    }
    try context.tick(0.3)

    // Ten times finer steps for the same time.
    problem.rate = 64
    let fine = ToyReference(problem)
    let count = ToyProblem.nudgedSteps * 655 / 64
    let wanted = fine.sideNetwork(at: rest, steps: count, isContinuous: true)
    let found = try centred(count, fine)
    record.numbers["continuous"] = found.errors(against: wanted).mean
    found.draw("device", like: wanted, every: 10, dt: fine.dt, into: &record)
    wanted.draw("gradient", like: wanted, every: 10, dt: fine.dt, into: &record)
  }
}

extension ToyProcess {
  static let drawnMembers = 3

  /// The members of every group that move the most in `other`, as curves `name-group-member` with
  /// one point for so many steps.
  func draw(
    _ name: String, like other: ToyProcess, every stride: Int = 1, dt: Double,
    into record: inout StudyRecord
  ) {
    for (group, steps) in groups.enumerated() {
      let sizes = other.groups[group][0].indices.map { member in
        other.groups[group].map { $0[member] * $0[member] }.reduce(0, +)
      }
      let chosen = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      let shown = steps.indices.filter { $0 % stride == 0 }
      for (place, member) in chosen.prefix(Self.drawnMembers).enumerated() {
        record.curves["\(name)-\(group)-\(place)"] = StudyRecord.Curve(
          x: shown.map { Double($0) * dt }, y: shown.map { steps[$0][member] })
      }
    }
  }
}
