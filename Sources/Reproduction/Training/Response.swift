internal import BoardInterface
internal import FixedPoint
public import BoardFile
public import SimulatedBoard

/// What a network does at some taps, seen through its converters.
public enum Response {
  /// `states[t][node]` in the network's units.
  public static func of(
    _ model: NetworkModel, taps: [Int32], to example: NetworkTask.Example, interval: Double,
    trial: UInt64 = 0
  ) -> [[Double]] {
    var board = NetworkBoard(model)
    board.turn(taps.span)
    board.begin(Moment(trial: trial, example: 0, phase: .evaluateTest))
    let microseconds = UInt32((interval * model.timeUnitMicroseconds).rounded())
    var samples = [Sample](repeating: .zero, count: model.probeCount)
    return example.inputs.map { row in
      let levels = zip(row, model.sources).map { value, source in
        value.isNaN ? Sample.released : Sample(raw: Self.raw(value / source.scale))
      }
      board.drive(levels.span)
      board.settle(microseconds: microseconds)
      var span = samples.mutableSpan
      board.sample(into: &span)
      return samples.prefix(model.dynamics.nodeCount).map {
        Double($0.raw) * 0x1p-20 * model.fullScale
      }
    }
  }

  private static func raw(_ fraction: Double) -> Int32 {
    Int32(min(max((fraction * 0x1p20).rounded(), -0x1p20), 0x1p20))
  }

  /// The mean squared error over all examples, where outputs count.
  public static func squaredError(
    _ model: NetworkModel, taps: [Int32], _ task: NetworkTask
  ) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for (index, example) in task.train.enumerated() {
      let states = of(
        model, taps: taps, to: example, interval: task.interval, trial: UInt64(index))
      for (t, row) in example.targets.enumerated() {
        for (output, target) in row.enumerated() where !target.isNaN {
          let share = task.weights.isEmpty ? 1 : task.weights[t][output]
          let error = states[t][model.clamps[output].node] - target
          sum += share * error * error
          weight += share
        }
      }
    }
    return sum / max(weight, 1e-300)
  }

  /// The root mean square of output less target, as a share of the target's own; from sample
  /// `onset` on: a signal that begins with a jump says little about one that goes on.
  public static func relativeError(
    _ model: NetworkModel, taps: [Int32], _ example: NetworkTask.Example, interval: Double,
    onset: Int = 0
  ) -> Double {
    let states = of(model, taps: taps, to: example, interval: interval)
    var (wrong, wanted) = (0.0, 0.0)
    for (t, row) in example.targets.enumerated() where t >= onset {
      for (output, target) in row.enumerated() where !target.isNaN {
        let error = states[t][model.clamps[output].node] - target
        wrong += error * error
        wanted += target * target
      }
    }
    return (wrong / max(wanted, 1e-300)).squareRoot()
  }
}
