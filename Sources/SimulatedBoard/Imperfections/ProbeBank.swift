import BoardInterface
import FixedPoint

/// The ADC inputs of all nodes.
@safe
struct ProbeBank: ~Copyable {
  private let converters: OwnedBuffer<Converter>
  /// A code to a raw sample: `rawAtLow + code rawPerCode`.
  private let rawPerCode: Double
  private let rawAtLow: Double
  private let noisy: Bool
  private let faults: OwnedBuffer<ProbeFault>
  private var anyFault = false

  enum ProbeFault: UInt8, BitwiseCopyable { case none, stuck, saturated, disconnected }

  init(_ model: BoardModel) {
    let probes = model.probes.converter
    let made = model.nodes.indices.map {
      Converter(probes, stream: .probeErrors, channel: $0, seed: model.seed)
    }
    let ideal = Converter(probes, stream: .probeErrors, channel: 0, seed: model.seed)
    converters = OwnedBuffer(made, orIfEmpty: ideal)
    faults = OwnedBuffer(count: made.count, repeating: .none)
    rawPerCode = ideal.stepVolts / model.fullScaleVolts * 0x1p20
    rawAtLow = ideal.lowVolts / model.fullScaleVolts * 0x1p20
    noisy = probes.noiseVolts > 0
  }

  /// Takes over the faults in effect.
  mutating func apply(_ effects: FaultEffects) {
    for (node, kind) in effects.probes {
      anyFault = true
      unsafe faults.base[node] =
        switch kind {
        case .probeStuck: .stuck
        case .probeSaturated: .saturated
        default: .disconnected
        }
    }
  }

  /// One reading of every node.
  @inline(__always)
  func read(
    _ volts: UnsafePointer<Double>, into samples: inout MutableSpan<Sample>,
    noise: GaussianNoise, generator: inout RandomGenerator
  ) {
    let count = min(samples.count, converters.count)
    for node in 0..<count {
      let deviate = noisy ? noise.next(&generator) : 0
      var seen = unsafe volts[node]
      if anyFault, unsafe faults.base[node] == .disconnected { seen = 0 }
      let converter = unsafe converters.base[node]
      var code = converter.code(volts: seen, deviate: deviate)
      if anyFault { code = faulty(code, node) }
      let raw = roundedToInteger(rawAtLow + code * rawPerCode)
      samples[node] = Sample(raw: Int32(min(max(raw, -0x1p20), 0x1p20)))
    }
  }

  private func faulty(_ code: Double, _ node: Int) -> Double {
    let converter = unsafe converters.base[node]
    return switch unsafe faults.base[node] {
    case .none, .disconnected: code
    case .stuck: converter.quantises ? roundedToInteger(converter.codeMax / 2) : 0.5
    case .saturated: converter.codeMax
    }
  }
}
