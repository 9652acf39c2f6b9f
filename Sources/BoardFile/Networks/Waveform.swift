internal import FixedPoint
internal import Foundation

/// A signal in the network's time: zero before its delay is over.
public struct Waveform: Sendable {
  public var shape: Shape
  public var scale = 1.0
  public var delay = 0.0

  public indirect enum Shape: Sendable {
    case constant(Double)
    case sine(period: Double, phase: Double)
    case square(period: Double)
    case triangle(period: Double)
    case sum([Waveform])
    /// Cosines of random phase, as many as there are, of equal power and unit variance together.
    case noise([Tone])
    /// A value from each time on.
    case steps([(time: Double, value: Double)])
    /// So much per unit of time: a phase that turns.
    case ramp(Double)
    /// Values of a file, one every `interval`; straight lines between, 0 behind the last.
    case values([Double], interval: Double)
    /// Nothing is asked: a source lets go, an output goes where it will.
    case free
  }

  /// One cosine of a noise: cycles per unit of time, and its phase in radians.
  public struct Tone: Sendable {
    public var frequency: Double
    public var phase: Double
  }

  public init(_ shape: Shape, scale: Double = 1, delay: Double = 0) {
    self.shape = shape
    self.scale = scale
    self.delay = delay
  }

  /// Noise of a band: `count` cosines with frequencies drawn from it.
  public static func noise(band: ClosedRange<Double>, count: Int, seed: UInt64) -> Shape {
    var generator = RandomGenerator(seed: seed, stream: 0x4E4F_4953)
    return .noise(
      (0..<count).map { _ in
        Tone(
          frequency: band.lowerBound + (band.upperBound - band.lowerBound)
            * generator.nextUniform(),
          phase: 2 * Double.pi * generator.nextUniform())
      })
  }

  public func value(at time: Double) -> Double {
    let t = time - delay
    // What is delayed has not begun.
    if delay > 0, t < 0 { return 0 }
    return scale * shape.value(at: t)
  }
}

extension Waveform.Shape {
  fileprivate func value(at t: Double) -> Double {
    switch self {
    case .constant(let value): return value
    case .sine(let period, let phase): return sin(2 * Double.pi * t / period + phase)
    case .square(let period): return Self.part(t, period) < 0.5 ? 1 : -1
    case .triangle(let period):
      let part = Self.part(t, period)
      return part < 0.25 ? 4 * part : part < 0.75 ? 2 - 4 * part : 4 * part - 4
    case .sum(let waves): return waves.map { $0.value(at: t) }.reduce(0, +)
    case .noise(let tones):
      let sum = tones.map { cos(2 * Double.pi * $0.frequency * t + $0.phase) }.reduce(0, +)
      return sum * (2 / Double(max(tones.count, 1))).squareRoot()
    case .steps(let steps):
      return steps.last { $0.time <= t + 1e-9 }?.value ?? 0
    case .ramp(let rate): return rate * t
    case .values(let values, let interval):
      let place = t / interval
      guard place >= 0, place < Double(values.count) else { return 0 }
      let index = Int(place)
      let next = index + 1 < values.count ? values[index + 1] : values[index]
      return values[index] + (place - Double(index)) * (next - values[index])
    case .free: return .nan
    }
  }

  /// The part of its period that has passed, 0 to 1.
  private static func part(_ t: Double, _ period: Double) -> Double {
    let part = (t / period).truncatingRemainder(dividingBy: 1)
    return part < 0 ? part + 1 : part
  }
}
