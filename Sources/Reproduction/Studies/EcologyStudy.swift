internal import BoardFile
internal import Foundation
internal import SimulatedBoard

/// A species that dies out is brought to a set value (figures 9 and 13).
enum EcologyStudy {
  static let ecology = Study("ecology", seeds: 5, secondsPerSeed: 60) { record, context in
    let project = try BoardLibrary.load("ecology20", "revive")
    guard let choice = try lesson(project, seed: UInt64(record.seed)) else {
      throw StudyError(description: "no species is alive in at most 15 % of a census")
    }
    var task = choice.task
    if record.isQuick { task.trials = 4_000 }
    let model = choice.model
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(
      model, task, window: 1, into: &record,
      StudyContext(dataFolder: nil) { try context.tick($0 * 0.4) })
    record.numbers["target"] = choice.target
    record.numbers["species"] = Double(choice.species)
    let starts = record.isQuick ? 1_000 : 10_000
    for (index, (name, taps)) in [("before", start), ("after", trained.bestTaps)].enumerated() {
      var dynamics = model.dynamics
      dynamics.parameters = zip(taps, model.ranges).map { $1.value(tap: Int($0)) }
      let census = try Census(dynamics, starts: starts, seed: 1) {
        try context.tick(0.4 + 0.3 * (Double(index) + $0))
      }
      record.numbers["alive-" + name] = census.share { $0[choice.species] > 0.1 }
      record.numbers["atTarget-" + name] = census.share {
        abs($0[choice.species] - choice.target) < 0.05
      }
      record.numbers["attractors-" + name] = Double(census.attractors.count)
      for kind in [Census.Kind.fixed, .periodic, .quasiPeriodic] {
        record.numbers["\(kind.rawValue)-\(name)"] = Double(census.count(kind))
      }
      record.curves["shares-" + name] = .init(
        x: census.attractors.indices.map(Double.init),
        y: census.attractors.map { Double($0.count) / Double(starts) })
      record.curves["species-" + name] = .init(
        x: census.attractors.indices.map(Double.init),
        y: census.attractors.map { $0.mean[choice.species] })
      for kind in [Census.Kind.periodic, .quasiPeriodic] {
        guard let cycle = census.attractors.first(where: { $0.kind == kind }) else { continue }
        record.curves["\(kind.rawValue)-\(name)"] = .init(
          x: cycle.total.indices.map { Double($0) * 0.1 }, y: cycle.total)
      }
      let curves = trained.curves(task.train[0], taps: taps)
      record.curves[name] = .init(x: curves.time, y: curves.out)
      record.drawings[name] = Drawings.circle(model, taps: taps)
    }
  }

  /// What is taught: which species of which network, and where it shall settle.
  struct Lesson {
    var model: NetworkModel
    var task: NetworkTask
    var species: Int
    var target: Double
  }

  static func lesson(_ project: NetworkProject, seed: UInt64) throws -> Lesson? {
    guard let choice = try choose(project.network, seed: seed) else { return nil }
    var network = project.network
    network.clamps = [NetworkClamp(node: choice.species, scale: 1, isPush: true)]
    var task = project.task
    task.seed = choice.seed
    task.train = task.train.map { example in
      NetworkTask.Example(
        inputs: example.inputs, targets: example.targets.map { _ in [choice.target] })
    }
    return Lesson(
      model: network.model(seed: choice.seed), task: task, species: choice.species,
      target: choice.target)
  }

  /// A network and a species: under .05 from the uniform start, alive in the most of 400 drawn
  /// starts, but in at most 15 %. A network without one is drawn again.
  private static func choose(
    _ network: NetworkDescription, seed: UInt64
  ) throws -> (seed: UInt64, species: Int, target: Double)? {
    for attempt in 0..<20 {
      let drawn = seed &+ 1_000 &* UInt64(attempt)
      let model = network.model(seed: drawn)
      var walk = CensusWalk(model.dynamics)
      let uniform = walk.end(of: Array(repeating: 0.5, count: 20)).mean
      let census = try Census(model.dynamics, starts: 400, seed: 2)
      let shares = (0..<20).map { species in
        (species: species, share: census.share { $0[species] > 0.1 })
      }
      let candidates = shares.filter {
        uniform[$0.species] < 0.05 && $0.share > 0 && $0.share <= 0.15
      }
      guard let best = candidates.max(by: { $0.share < $1.share }) else { continue }
      let isTaken = census.attractors.contains { abs($0.mean[best.species] - 0.5) < 0.1 }
      return (drawn, best.species, isTaken ? 0.65 : 0.5)
    }
    return nil
  }
}
