import BoardInterface
import FixedPoint

/// Where the noise of a moment comes from: a function of the seed, the moment and the number of the
/// conversion within it, so that no trial's noise depends on an earlier one.
struct MomentNoise: BitwiseCopyable {
  private let seed: UInt64
  private var key: UInt64 = 0
  private var conversions: UInt64 = 0

  /// What is converted; separate streams, so that one driver's pattern leaves the other's noise
  /// alone.
  enum Use: UInt64 { case drive, clamp, sample }

  init(seed: UInt64) {
    var generator = RandomStream.noise.generator(seed: seed)
    self.seed = generator.next()
    begin(Moment(trial: 0, example: 0, phase: .free))
  }

  @inline(__always)
  mutating func begin(_ moment: Moment) {
    var trial = RandomGenerator(seed: seed, stream: moment.trial)
    let part = UInt64(moment.example) << 8 | UInt64(moment.phase.rawValue)
    var whole = RandomGenerator(seed: trial.next(), stream: part)
    key = whole.next()
    conversions = 0
  }

  /// A generator for the next conversion of all channels of a kind.
  @inline(__always)
  mutating func next(_ use: Use) -> RandomGenerator {
    let generator = RandomGenerator(seed: key, stream: conversions << 2 | use.rawValue)
    conversions &+= 1
    return generator
  }
}
