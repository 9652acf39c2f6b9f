import Foundation

/// Slow wandering of the elements, a function of the trial's number alone.
///
/// Resistance is off by `1 + fraction sin(2 pi (t / period + phase))`, with one phase per element.
/// Time advances in steps of a 1,024th of the period, at least one trial, so that a network need
/// not be factored anew in every trial: one step changes a resistance by at most 0.6 % of
/// `fraction`.
struct Drift {
  let fraction: Double
  private let periodTrials: Double
  private let trialsPerStep: UInt64
  private let phases: [Double]
  /// The step that is in effect.
  private var step: UInt64 = 0

  init(_ model: BoardModel) {
    fraction = model.drift.fraction
    periodTrials = model.drift.periodTrials
    trialsPerStep = UInt64(min(max(model.drift.periodTrials / 1024, 1), 0x1p60))
    phases = model.elements.indices.map { number in
      var generator = RandomStream.drift.generator(seed: model.seed, channel: number)
      return generator.nextUniform()
    }
  }

  /// Moves to a trial; true where that changed the elements.
  mutating func move(to trial: UInt64) -> Bool {
    let next = trial / trialsPerStep
    if next == step { return false }
    step = next
    return true
  }

  /// What an element's conductance is multiplied by.
  func factor(ofElement number: Int) -> Double {
    if fraction == 0 { return 1 }
    let turns = Double(step * trialsPerStep) / periodTrials + phases[number]
    return 1 / (1 + fraction * sin(2 * Double.pi * turns))
  }
}
