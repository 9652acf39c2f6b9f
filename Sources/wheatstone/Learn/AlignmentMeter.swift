import BoardFile
import BoardInterface
import Reproduction
import SimulatedBoard

/// Holds some updates of a run against the exact gradient of the example that they were learnt of.
final class AlignmentMeter {
  private let model: NetworkModel
  private let task: NetworkTask
  private let every: UInt64
  /// Draws the starts that the run's own board draws.
  private var board: NetworkBoard
  private var before: (parameters: [Double], gradient: [Double])?

  /// nil: updates are not those of one known example.
  init?(_ model: NetworkModel, _ task: NetworkTask) {
    guard task.batch == 1, task.order == .cyclic else { return nil }
    self.model = model
    self.task = task
    // Odd, so that every example gets its turn; some thousand records at most.
    every = max(task.trials / 1_000, 1) | 1
    board = NetworkBoard(model)
  }

  func willRun(trial: UInt64, _ taps: Span<Int32>, _ residuals: Span<Int32>) {
    before = nil
    guard trial % every == 0 else { return }
    let example = Int(trial % UInt64(task.train.count))
    board.begin(Moment(trial: trial, example: UInt32(example), phase: .free))
    let parameters = model.parameters(taps: taps, residuals: residuals)
    before = (
      parameters,
      ExactGradient.of(
        model, task, example: example, parameters: parameters, start: board.states)
    )
  }

  /// The cosine in 2^-30; nil where this update was not looked at, or nothing moved.
  func didRun(_ taps: Span<Int32>, _ residuals: Span<Int32>) -> Int32? {
    guard let before else { return nil }
    let now = model.parameters(taps: taps, residuals: residuals)
    let update = zip(now, before.parameters).map { $0 - $1 }
    return cosine(update, before.gradient.map { -$0 }).map { Int32(($0 * 0x1p30).rounded()) }
  }
}
