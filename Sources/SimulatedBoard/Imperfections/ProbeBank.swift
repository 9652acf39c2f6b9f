import BoardInterface
import FixedPoint

/// The ADC inputs of all nodes.
@safe
struct ProbeBank: ~Copyable {
  private let count: Int
  private let converters: InputConverters
  private let deviates: OwnedBuffer<Double>
  private let noisy: Bool
  private var faults: ProbeFaults?

  init(_ model: BoardModel) {
    let probes = model.probes.converter
    count = model.nodes.count
    converters = InputConverters(
      (0..<count).map { node in
        ConverterErrors(probes, stream: .probeErrors, channel: node, seed: model.seed)
      }, probes, fullScaleVolts: model.fullScaleVolts)
    deviates = OwnedBuffer(count: count, repeating: 0)
    noisy = probes.noiseVolts > 0
  }

  /// Takes over the faults in effect.
  mutating func apply(_ effects: FaultEffects, _ model: BoardModel) {
    if effects.probes.isEmpty { return }
    faults = ProbeFaults(effects, model)
  }

  /// One reading of every node.
  @inline(__always)
  mutating func read(
    _ volts: UnsafeMutablePointer<Double>, into samples: inout MutableSpan<Sample>,
    noise: GaussianNoise, generator: inout RandomGenerator
  ) {
    if noisy { unsafe noise.fill(deviates.base, count: count, &generator) }
    let last = min(samples.count, count)
    var node = 0
    while node &+ 1 < last {
      let raws = unsafe converters.raws(
        node &>> 1, volts: Self.pair(volts + node), deviates: Self.pair(deviates.base + node))
      samples[node] = Sample(raw: raws.x)
      samples[node &+ 1] = Sample(raw: raws.y)
      node &+= 2
    }
    if node < last {
      let raws = unsafe converters.raws(
        node &>> 1, volts: SIMD2(volts[node], 0), deviates: SIMD2(deviates.base[node], 0))
      samples[node] = Sample(raw: raws.x)
    }
    if faults != nil { readFaults(into: &samples) }
  }

  /// Broken probes, over what the sound ones read.
  @inline(never)
  private mutating func readFaults(into samples: inout MutableSpan<Sample>) {
    for fault in faults?.probes ?? [] where fault.node < samples.count {
      let raws: SIMD2<Int32> =
        switch fault.kind {
        case .probeStuck: converters.raws(ofCodes: SIMD2(repeating: fault.middleCode))
        case .probeSaturated: converters.raws(ofCodes: SIMD2(repeating: fault.highestCode))
        default:
          unsafe converters.raws(
            fault.node / 2, volts: .zero, deviates: SIMD2(repeating: deviates.base[fault.node]))
        }
      samples[fault.node] = Sample(raw: raws[fault.node % 2])
    }
  }

  @inline(__always)
  private static func pair(_ values: UnsafePointer<Double>) -> SIMD2<Double> {
    unsafe UnsafeRawPointer(values).loadUnaligned(as: SIMD2<Double>.self)
  }
}
