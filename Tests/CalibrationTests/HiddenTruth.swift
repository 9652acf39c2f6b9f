import BoardInterface
import Calibration
import FixedPoint
import SimulatedBoard

/// What calibration has to find out, read from the simulation itself: each converter's line, from
/// two exact levels, and each element's end-to-end factor and wiper, from two taps.
struct HiddenTruth {
  struct Line {
    var offset: Double
    var gain: Double

    /// As seen by whoever takes `shift + stretch u` for what is u.
    func read(_ reference: Reference) -> Line {
      Line(
        offset: offset - gain * reference.shift / reference.stretch, gain: gain / reference.stretch)
    }

    /// What a driver gives, as seen by the same.
    func given(_ reference: Reference) -> Line {
      Line(
        offset: reference.shift + reference.stretch * offset, gain: reference.stretch * gain)
    }
  }

  struct Reference {
    var shift: Double
    var stretch: Double
  }

  let sources: [Line]
  let clamps: [Line]
  let probes: [Line]
  let factors: [Double]
  let wiperOhms: [Double]

  init(_ model: BoardModel) throws {
    let exact = model.withExactConverters()
    let (low, high) = (try Self.look(exact, 1 << 18), try Self.look(exact, 3 << 18))
    let ends = (model.fullScaleVolts / 4, model.fullScaleVolts * 3 / 4)
    func lines(_ x: ([Double], [Double]), _ y: ([Double], [Double])) -> [Line] {
      y.0.indices.map {
        let gain = (y.1[$0] - y.0[$0]) / (x.1[$0] - x.0[$0])
        return Line(offset: y.0[$0] - gain * x.0[$0], gain: gain)
      }
    }
    func asked(_ count: Int) -> ([Double], [Double]) {
      (Array(repeating: ends.0, count: count), Array(repeating: ends.1, count: count))
    }
    sources = lines(asked(model.sources.count), (low.sources, high.sources))
    clamps = lines(asked(model.clamps.count), (low.clamps, high.clamps))
    probes = lines((low.nodes, high.nodes), (low.readings, high.readings))
    let first = try model.elementOhms(at: model.elements.map { Int32($0.minimumTap) })
    let last = try model.elementOhms(at: model.elements.map { Int32($0.maximumTap) })
    var (factors, wipers): ([Double], [Double]) = ([], [])
    for (index, element) in model.elements.enumerated() {
      switch element.law {
      case .linear(let ohms, _):
        let place = Double(element.minimumTap) / Double(element.taps)
        let span = Double(element.maximumTap - element.minimumTap) / Double(element.taps)
        let track = (last[index] - first[index]) / span
        factors.append(track / ohms)
        wipers.append(first[index] - track * place)
      case .conductance(_, let maximum):
        factors.append(1 / last[index] / maximum)
        wipers.append(0)
      case .logarithmic:
        factors.append(1)
        wipers.append(0)
      }
    }
    (self.factors, wiperOhms) = (factors, wipers)
  }

  /// Of whoever takes the mean of the sources for right.
  var meanOfSources: Reference {
    let inverse = sources.map { 1 / $0.gain }
    let count = Double(sources.count)
    return Reference(
      shift: -zip(sources, inverse).reduce(0) { $0 + $1.0.offset * $1.1 } / count,
      stretch: inverse.reduce(0, +) / count)
  }

  private struct Look {
    var sources: [Double]
    var clamps: [Double]
    var nodes: [Double]
    var readings: [Double]
  }

  private static func look(_ model: BoardModel, _ raw: Int32) throws -> Look {
    var board = try SimulatedBoard(model)
    board.begin(Moment(trial: 0, example: 0, phase: .free))
    board.drive([Sample](repeating: Sample(raw: raw), count: model.sources.count).span)
    board.clamp([Sample](repeating: Sample(raw: raw), count: model.clamps.count).span)
    board.settle(microseconds: 0)
    let state = board.trueState()
    var samples = [Sample](repeating: .zero, count: model.nodes.count)
    var span = samples.mutableSpan
    board.sample(into: &span)
    return Look(
      sources: zip(model.sources, state.sourceAmperes).map {
        state.nodeVolts[$0.node] + $1 * $0.seriesOhms
      },
      clamps: zip(model.clamps, state.clampAmperes).map {
        state.nodeVolts[$0.node] + $1 * $0.seriesOhms
      },
      nodes: state.nodeVolts,
      readings: samples.map { Double($0.raw) * 0x1p-20 * model.fullScaleVolts })
  }
}

extension BoardModel {
  /// Every converter with `change` made to it.
  func changingConverters(_ change: (inout ConverterModel) -> Void) -> BoardModel {
    var model = self
    change(&model.probes.converter)
    for index in model.sources.indices { change(&model.sources[index].converter) }
    for index in model.clamps.indices { change(&model.clamps[index].converter) }
    return model
  }

  /// Straight converters: what an offset and a gain can describe.
  var straight: BoardModel { changingConverters { $0.integralErrorSteps = 0 } }

  /// The same hidden offsets and gains without steps, bends and noise, settled at once.
  func withExactConverters() -> BoardModel {
    var model = withoutNoise().changingConverters {
      $0.bits = nil
      $0.integralErrorSteps = 0
    }
    model.settling.timeConstantMicroseconds = 0
    return model
  }
}
