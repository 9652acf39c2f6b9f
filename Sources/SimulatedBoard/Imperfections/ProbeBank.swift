import BoardInterface
import FixedPoint

/// The ADC inputs of all nodes.
@safe
struct ProbeBank: ~Copyable {
  private let count: Int
  private let converters: OwnedBuffer<InputConverter>
  private let deviates: OwnedBuffer<Double>
  private let noisy: Bool
  private let quantises: Bool
  /// A code to a raw sample: `rawAtLow + code rawPerCode`.
  private let rawPerCode: Double
  private let rawAtLow: Double
  private var faults: ProbeFaults?

  init(_ model: BoardModel) {
    let probes = model.probes.converter
    func errors(_ node: Int) -> ConverterErrors {
      ConverterErrors(probes, stream: .probeErrors, channel: node, seed: model.seed)
    }
    count = model.nodes.count
    converters = OwnedBuffer(
      (0..<count).map { InputConverter(errors($0)) }, orIfEmpty: InputConverter(errors(0)))
    deviates = OwnedBuffer(count: count, repeating: 0)
    noisy = probes.noiseVolts > 0
    quantises = probes.bits != nil
    rawPerCode = errors(0).stepVolts / model.fullScaleVolts * 0x1p20
    rawAtLow = probes.lowVolts / model.fullScaleVolts * 0x1p20
  }

  /// Takes over the faults in effect.
  mutating func apply(_ effects: FaultEffects, _ model: BoardModel) {
    if effects.probes.isEmpty { return }
    faults = ProbeFaults(effects, model)
  }

  /// One reading of every node.
  @inline(__always)
  func read(
    _ volts: UnsafeMutablePointer<Double>, into samples: inout MutableSpan<Sample>,
    noise: GaussianNoise, generator: inout RandomGenerator
  ) {
    if noisy { unsafe noise.fill(deviates.base, count: count, &generator) }
    let (scale, base) = (rawPerCode, rawAtLow)
    for node in 0..<min(samples.count, count) {
      let code = unsafe converters.base[node].code(
        volts: volts[node], deviate: deviates.base[node], quantises: quantises)
      samples[node] = Sample(raw: clippedRaw(base + code * scale))
    }
    if faults != nil { readFaults(into: &samples) }
  }

  /// Broken probes, over what the sound ones read.
  @inline(never)
  private func readFaults(into samples: inout MutableSpan<Sample>) {
    for fault in faults?.probes ?? [] where fault.node < samples.count {
      let code: Double =
        switch fault.kind {
        case .probeStuck: fault.middleCode
        case .probeSaturated: fault.highestCode
        default:
          unsafe converters.base[fault.node].code(
            volts: 0, deviate: deviates.base[fault.node], quantises: quantises)
        }
      samples[fault.node] = Sample(raw: clippedRaw(rawAtLow + code * rawPerCode))
    }
  }

  @inline(__always)
  private func clippedRaw(_ raw: Double) -> Int32 {
    let above = raw > -0x1p20 ? raw : -0x1p20
    return roundedToInt32(above < 0x1p20 ? above : 0x1p20)
  }
}
