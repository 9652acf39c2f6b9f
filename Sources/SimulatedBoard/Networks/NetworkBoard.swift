public import BoardInterface
public import FixedPoint
import Foundation

/// A network that moves in time as a board: its states are sampled through converters, its elements
/// have taps. Time passes in ``settle(microseconds:)`` and nowhere else.
public struct NetworkBoard<Dynamics: NetworkDynamics>: Board, ~Copyable {
  public let model: NetworkModel<Dynamics>
  private var dynamics: Dynamics
  private let seed: UInt64
  private var x: [Double]
  private var start: [Double]
  private var push: [Double]
  private var sourcePush: [Double]
  private var isImposed: [Bool]
  private let imposedBySource: [Bool]
  private var stages: [Double]
  private var activations: [Double]
  private var noise: RandomGenerator
  private var microseconds: UInt64 = 0

  public init(_ model: NetworkModel<Dynamics>) {
    self.model = model
    dynamics = model.dynamics
    let count = model.dynamics.nodeCount
    var generator = RandomStream.noise.generator(seed: model.seed)
    seed = generator.next()
    noise = generator
    x = Array(repeating: 0, count: count)
    start = x
    push = x
    sourcePush = x
    activations = x
    stages = Array(repeating: 0, count: 5 * count)
    var imposed = Array(repeating: false, count: count)
    for source in model.sources where !source.isPush { imposed[source.node] = true }
    imposedBySource = imposed
    isImposed = imposed
  }

  public mutating func begin(_ moment: Moment) {
    // The same start for all phases of a trial; noise is each phase's own.
    var trial = RandomGenerator(seed: seed, stream: moment.trial)
    var one = RandomGenerator(seed: trial.next(), stream: UInt64(moment.example) << 1)
    switch model.start {
    case .fixed(let states): start = states
    case .uniform(let range):
      for node in start.indices {
        start[node] =
          range.lowerBound + (range.upperBound - range.lowerBound) * one.nextUniform()
      }
    }
    noise = RandomGenerator(
      seed: trial.next(), stream: UInt64(moment.example) << 8 | UInt64(moment.phase.rawValue))
    x = start
    for node in push.indices {
      push[node] = 0
      sourcePush[node] = 0
      isImposed[node] = imposedBySource[node]
    }
  }

  public mutating func drive(_ levels: Span<Sample>) {
    for (index, source) in model.sources.enumerated() where index < levels.count {
      let value = converted(levels[index]) * source.scale
      if source.isPush {
        sourcePush[source.node] = value
      } else {
        x[source.node] = value
      }
    }
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    release()
    for (index, clamp) in model.clamps.enumerated() where index < levels.count {
      let value = converted(levels[index]) * clamp.scale
      if clamp.isPush {
        push[clamp.node] += value
      } else {
        isImposed[clamp.node] = true
        // The short way around, for phases: what is held must not jump by whole turns.
        x[clamp.node] =
          model.wraps
          ? x[clamp.node] + remainder(value - x[clamp.node], 2 * Double.pi) : value
      }
    }
  }

  public mutating func release() {
    for clamp in model.clamps {
      push[clamp.node] = 0
      isImposed[clamp.node] = imposedBySource[clamp.node]
    }
  }

  public mutating func settle(microseconds: UInt32) {
    self.microseconds &+= UInt64(microseconds)
    let time = Double(microseconds) / model.timeUnitMicroseconds
    guard time > 0 else { return }
    let steps = max((time / model.longestStep - 1e-9).rounded(.up), 1)
    for node in push.indices { push[node] += sourcePush[node] }
    let count = Int(steps)
    unsafe x.withUnsafeMutableBufferPointer { x in
      unsafe push.withUnsafeBufferPointer { push in
        unsafe stages.withUnsafeMutableBufferPointer { stages in
          guard let x = x.baseAddress, let push = push.baseAddress, let room = stages.baseAddress
          else { return }
          for _ in 0..<count {
            unsafe Integrator<Dynamics>.advance(
              x, push, room, dynamics: dynamics, isImposed: isImposed, step: time / steps)
          }
        }
      }
    }
    for node in push.indices { push[node] -= sourcePush[node] }
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) {
    for node in 0..<min(samples.count, x.count) {
      let state =
        model.wraps ? remainder(x[node], 2 * Double.pi) : x[node]
      samples[node] = read(state / model.fullScale)
    }
    guard model.probesActivations, samples.count >= 2 * x.count,
      let neurons = dynamics as? LeakyIntegrateAndFire
    else { return }
    unsafe x.withUnsafeBufferPointer { x in
      unsafe activations.withUnsafeMutableBufferPointer { activations in
        guard let x = x.baseAddress, let room = activations.baseAddress else { return }
        unsafe neurons.activations(of: x, into: room)
      }
    }
    for node in x.indices { samples[x.count + node] = read(activations[node]) }
  }

  /// A reading of a fraction of full scale.
  private mutating func read(_ fraction: Double) -> Sample {
    var value = fraction
    if model.noise > 0 { value += model.noise * noise.nextGaussian() }
    let raw = quantized(value)
    // Half a turn forward and back are the same phase.
    if model.wraps { return Sample(raw: wrappedHalfTurns(raw)) }
    return Sample(raw: raw)
  }

  private func quantized(_ fraction: Double) -> Int32 {
    let bounded = min(max(fraction.isNaN ? 0 : fraction, -1), 1)
    guard let bits = model.converterBits else {
      return Int32((bounded * 0x1p20).rounded(.toNearestOrEven))
    }
    let half = exp2(Double(bits - 1))
    let code = min(max((bounded * half).rounded(.toNearestOrEven), -half), half - 1)
    return Int32(code * (0x1p20 / half))
  }

  /// A level as the DAC gives it.
  private func converted(_ level: Sample) -> Double {
    Double(quantized(Double(level.raw) * 0x1p-20)) * 0x1p-20
  }

  public mutating func turn(_ taps: Span<Int32>) {
    for index in 0..<min(taps.count, model.ranges.count) {
      dynamics.parameters[index] = model.ranges[index].value(tap: Int(taps[index]))
    }
  }

  public mutating func makeSafe() {
    release()
    for node in sourcePush.indices { sourcePush[node] = 0 }
  }

  public mutating func nextNotice() -> BoardFault? { nil }
  public mutating func nowMicroseconds() -> UInt64 { microseconds }
}
