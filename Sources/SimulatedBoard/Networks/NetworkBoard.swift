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
  private let room: NetworkRoom
  private let sources: [NetworkSource]
  private let clamps: [NetworkClamp]
  private let wraps: Bool
  private let hasActivations: Bool
  private var isHeldBySource: [Bool]
  private var noise: RandomGenerator
  private var microseconds: UInt64 = 0
  /// The steps of the last settling time, which is mostly that of the next.
  private var pace: (microseconds: UInt32, step: Double, count: Int) = (0, 0, 0)

  public init(_ model: NetworkModel) {
    self.model = model
    dynamics = model.dynamics
    parameters = model.dynamics.parameters
    converter = NetworkConverter(
      bits: model.converterBits, noise: model.noise, wraps: model.wraps,
      fullScale: model.fullScale)
    sources = model.sources
    clamps = model.clamps
    wraps = model.wraps
    hasActivations = model.dynamics.hasActivations
    room = NetworkRoom(nodes: model.dynamics.nodeCount)
    var generator = RandomStream.noise.generator(seed: model.seed)
    seed = generator.next()
    noise = generator
    isHeldBySource = Array(repeating: false, count: model.dynamics.nodeCount)
  }

  /// The network's states as they are.
  public var states: [Double] { (0..<room.count).map { unsafe room.states[$0] } }

  public mutating func begin(_ moment: Moment) {
    // The same start for all phases of a trial; noise is each phase's own.
    var trial = RandomGenerator(seed: seed, stream: moment.trial)
    var one = RandomGenerator(seed: trial.next(), stream: UInt64(moment.example) << 1)
    for node in 0..<room.count {
      switch model.start {
      case .fixed(let states): unsafe room.states[node] = node < states.count ? states[node] : 0
      case .uniform(let range):
        unsafe room.states[node] =
          range.lowerBound + (range.upperBound - range.lowerBound) * one.nextUniform()
      }
      unsafe room.sourcePush[node] = 0
      unsafe room.clampPush[node] = 0
      unsafe room.moves[node] = 1
      isHeldBySource[node] = false
    }
    noise = RandomGenerator(
      seed: trial.next(), stream: UInt64(moment.example) << 8 | UInt64(moment.phase.rawValue))
  }

  /// A source that is asked for `Sample.released` lets its node go.
  public mutating func drive(_ levels: Span<Sample>) {
    for index in 0..<min(sources.count, levels.count) {
      let source = sources[index]
      let isReleased = levels[index] == .released
      let value = isReleased ? 0 : converter.output(levels[index]) * source.scale
      if source.isPush {
        unsafe room.sourcePush[source.node] = value
      } else {
        isHeldBySource[source.node] = !isReleased
        unsafe room.moves[source.node] = isReleased ? 1 : 0
        if !isReleased { unsafe room.states[source.node] = value }
      }
    }
  }

  public mutating func clamp(_ levels: Span<Sample>) {
    for index in 0..<min(clamps.count, levels.count) {
      let clamp = clamps[index]
      let isReleased = levels[index] == .released
      let value = isReleased ? 0 : converter.output(levels[index]) * clamp.scale
      if clamp.isPush {
        unsafe room.clampPush[clamp.node] = value
      } else if isReleased {
        unsafe room.moves[clamp.node] = isHeldBySource[clamp.node] ? 0 : 1
      } else {
        unsafe room.moves[clamp.node] = 0
        // The short way around, for phases: what is held must not jump by whole turns.
        let state = unsafe room.states[clamp.node]
        unsafe room.states[clamp.node] =
          wraps ? state + remainder(value - state, 2 * Double.pi) : value
      }
    }
  }

  public mutating func release() {
    for clamp in clamps {
      unsafe room.clampPush[clamp.node] = 0
      unsafe room.moves[clamp.node] = isHeldBySource[clamp.node] ? 0 : 1
    }
  }

  public mutating func settle(microseconds: UInt32) {
    self.microseconds &+= UInt64(microseconds)
    if microseconds != pace.microseconds {
      let time = Double(microseconds) / model.timeUnitMicroseconds
      let steps = max((time / model.longestStep - 1e-9).rounded(.up), 1)
      pace = (microseconds, time / steps, microseconds == 0 ? 0 : Int(steps))
    }
    for node in 0..<room.count {
      unsafe room.push[node] = room.sourcePush[node] + room.clampPush[node]
    }
    unsafe dynamics.advance(
      room.states, push: room.push, moves: room.moves, room: room.slopes, step: pace.step,
      count: pace.count)
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) {
    sample(into: &samples, from: 0)
  }

  /// The same for a board that is part of another: its probes begin at `first`.
  mutating func sample(into samples: inout MutableSpan<Sample>, from first: Int) {
    let count = room.count
    for node in 0..<min(samples.count - first, count) {
      let state = unsafe room.states[node]
      samples[first + node] = converter.input(
        wraps ? remainder(state, 2 * Double.pi) : state, &noise)
    }
    guard hasActivations, samples.count - first >= 2 * count else { return }
    unsafe dynamics.activations(of: room.states, into: room.activations)
    for node in 0..<count {
      samples[first + count + node] = converter.inputOfOne(unsafe room.activations[node], &noise)
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
    for node in 0..<room.count { unsafe room.sourcePush[node] = 0 }
  }

  public mutating func nextNotice() -> BoardFault? { nil }
  public mutating func nowMicroseconds() -> UInt64 { microseconds }
}
