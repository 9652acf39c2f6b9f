public import BoardInterface
public import FixedPoint
import Foundation

/// A network that moves in time as a board: its states are sampled through converters, its elements
/// have taps. Time passes in ``settle(microseconds:)`` and nowhere else.
public struct NetworkBoard: Board, ~Copyable {
  public let model: NetworkModel
  private var dynamics: any NetworkDynamics
  private let converter: NetworkConverter
  private let seed: UInt64
  private var parameters: [Double]
  private var x: [Double]
  /// The network's states as they are.
  public var states: [Double] { x }
  private var push: [Double]
  private var sourcePush: [Double]
  /// 1 where a node moves, 0 where it is held.
  private var moves: [Double]
  private var isHeldBySource: [Bool]
  private var room: [Double]
  private var activations: [Double]
  private var noise: RandomGenerator
  private var microseconds: UInt64 = 0

  public init(_ model: NetworkModel) {
    self.model = model
    dynamics = model.dynamics
    parameters = model.dynamics.parameters
    converter = NetworkConverter(bits: model.converterBits, noise: model.noise, wraps: model.wraps)
    let count = model.dynamics.nodeCount
    var generator = RandomStream.noise.generator(seed: model.seed)
    seed = generator.next()
    noise = generator
    x = Array(repeating: 0, count: count)
    push = x
    sourcePush = x
    activations = x
    moves = Array(repeating: 1, count: count)
    isHeldBySource = Array(repeating: false, count: count)
    room = Array(repeating: 0, count: 5 * count)
  }

  public mutating func begin(_ moment: Moment) {
    // The same start for all phases of a trial; noise is each phase's own.
    var trial = RandomGenerator(seed: seed, stream: moment.trial)
    var one = RandomGenerator(seed: trial.next(), stream: UInt64(moment.example) << 1)
    switch model.start {
    case .fixed(let states): x = states
    case .uniform(let range):
      for node in x.indices {
        x[node] =
          range.lowerBound + (range.upperBound - range.lowerBound) * one.nextUniform()
      }
    }
    noise = RandomGenerator(
      seed: trial.next(), stream: UInt64(moment.example) << 8 | UInt64(moment.phase.rawValue))
    for node in x.indices {
      push[node] = 0
      sourcePush[node] = 0
      isHeldBySource[node] = false
      moves[node] = 1
    }
  }

  /// A source that is asked for ``Sample/released`` lets its node go.
  public mutating func drive(_ levels: Span<Sample>) {
    for index in 0..<min(model.sources.count, levels.count) {
      let source = model.sources[index]
      let isReleased = levels[index] == .released
      let value = isReleased ? 0 : converter.output(levels[index]) * source.scale
      if source.isPush {
        sourcePush[source.node] = value
      } else {
        isHeldBySource[source.node] = !isReleased
        moves[source.node] = isReleased ? 1 : 0
        if !isReleased { x[source.node] = value }
      }
    }
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    release()
    for index in 0..<min(model.clamps.count, levels.count) where levels[index] != .released {
      let clamp = model.clamps[index]
      let value = converter.output(levels[index]) * clamp.scale
      if clamp.isPush {
        push[clamp.node] += value
      } else {
        moves[clamp.node] = 0
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
      moves[clamp.node] = isHeldBySource[clamp.node] ? 0 : 1
    }
  }

  public mutating func settle(microseconds: UInt32) {
    self.microseconds &+= UInt64(microseconds)
    let time = Double(microseconds) / model.timeUnitMicroseconds
    guard time > 0 else { return }
    let steps = max((time / model.longestStep - 1e-9).rounded(.up), 1)
    for source in model.sources where source.isPush { push[source.node] += sourcePush[source.node] }
    unsafe dynamics.advance(
      &x, push: push, moves: moves, room: &room, step: time / steps, count: Int(steps))
    for source in model.sources where source.isPush { push[source.node] -= sourcePush[source.node] }
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) {
    for node in 0..<min(samples.count, x.count) {
      let state = model.wraps ? remainder(x[node], 2 * Double.pi) : x[node]
      samples[node] = converter.input(state / model.fullScale, &noise)
    }
    guard dynamics.hasActivations, samples.count >= 2 * x.count else { return }
    unsafe dynamics.activations(of: x, into: &activations)
    for node in x.indices {
      samples[x.count + node] = converter.input(activations[node], &noise)
    }
  }

  public mutating func turn(_ taps: Span<Int32>) {
    for index in 0..<min(taps.count, model.ranges.count) {
      parameters[index] = model.ranges[index].value(tap: Int(taps[index]))
    }
    dynamics.parameters = parameters
  }

  public mutating func makeSafe() {
    release()
    for node in sourcePush.indices { sourcePush[node] = 0 }
  }

  public mutating func nextNotice() -> BoardFault? { nil }
  public mutating func nowMicroseconds() -> UInt64 { microseconds }
}
