import FixedPoint
import Foundation

/// What a board's seed is drawn for. Each use has its own stream, and each channel its own place in
/// it, so that one imperfection more, or one channel more, leaves the others as they were.
enum RandomStream: UInt64 {
  case elementTolerance = 1
  case elementTaps = 2
  case drift = 3
  case probeErrors = 4
  case probeLeakage = 5
  case sourceErrors = 6
  case clampErrors = 7
  case supply = 8
  case noise = 9
  case twin = 10

  /// A generator for one channel of this use.
  func generator(seed: UInt64, channel: Int = 0) -> RandomGenerator {
    var of = RandomGenerator(seed: seed, stream: rawValue)
    return RandomGenerator(seed: of.next(), stream: UInt64(channel))
  }
}

extension RandomGenerator {
  /// Uniform over `0 ..< 1`, 53 bits.
  public mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform over `-1 ..< 1`.
  mutating func nextSigned() -> Double { 2 * nextUniform() - 1 }

  /// Mean 0, standard deviation 1 (Box and Muller). For what is drawn once; readings use
  /// ``GaussianNoise``.
  public mutating func nextGaussian() -> Double {
    let radius = (-2 * log(1 - nextUniform())).squareRoot()
    return radius * cos(2 * Double.pi * nextUniform())
  }
}
