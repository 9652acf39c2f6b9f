import Foundation

/// A network that moves in time, and the converters and taps that it is reached by.
public struct NetworkModel: Sendable {
  public var name: String
  /// At the start taps; the board sets its parameters from the taps it is turned to.
  public var dynamics: any NetworkDynamics
  /// One range per parameter.
  public var ranges: [ParameterRange]
  /// What a sample of 1 is; of phases pi.
  public var fullScale: Double
  /// States are phases: samples are taken around the circle.
  public var wraps = false
  public var start: StartState
  public var sources: [NetworkSource]
  public var clamps: [NetworkClamp]
  /// Bits of every converter over -full scale to full scale; nil: exact.
  public var converterBits: Int?
  /// Standard deviation of a reading, of full scale.
  public var noise = 0.0
  /// The longest step of integration, in the network's time.
  public var longestStep: Double
  /// What one unit of the network's time takes.
  public var timeUnitMicroseconds = 1_000.0
  /// Empty: n0, n1, ...
  public var nodeNames: [String] = []
  /// Two copies, free and clamped side by side; nil: one network is measured twice.
  public var twin: TwinCopies?
  /// Draws start states and noise, and what sets copies apart.
  public var seed: UInt64 = 0

  public init(
    name: String, dynamics: any NetworkDynamics, ranges: [ParameterRange], fullScale: Double,
    start: StartState, sources: [NetworkSource], clamps: [NetworkClamp], longestStep: Double
  ) {
    self.name = name
    self.dynamics = dynamics
    self.ranges = ranges
    self.fullScale = fullScale
    self.start = start
    self.sources = sources
    self.clamps = clamps
    self.longestStep = longestStep
  }

  /// The parameters at some taps, with what is still owed (2^-30 tap; 2^29: nothing).
  public func parameters(taps: Span<Int32>, residuals: Span<Int32>) -> [Double] {
    ranges.indices.map { index in
      let owed = Double(residuals[index]) * 0x1p-30 - 0.5
      return ranges[index].low + ranges[index].step * (Double(taps[index]) + owed)
    }
  }

  /// States, and activations where they are probed.
  public var probeCount: Int { dynamics.nodeCount * (dynamics.hasActivations ? 2 : 1) }
}

/// A parameter's values: evenly spaced from the first tap to the last.
public struct ParameterRange: Equatable, Sendable {
  public var low: Double
  public var high: Double
  /// At least 2.
  public var taps: Int

  public init(low: Double, high: Double, taps: Int) {
    self.low = low
    self.high = high
    self.taps = max(taps, 2)
  }

  public var step: Double { (high - low) / Double(taps - 1) }
  public func value(tap: Int) -> Double { low + step * Double(tap) }

  /// The tap that comes nearest.
  public func tap(nearest value: Double) -> Int {
    Int(min(max(((value - low) / step).rounded(), 0), Double(taps - 1)))
  }
}

/// Where every trial begins; the free and the clamped one at the same place.
public enum StartState: Sendable {
  case fixed([Double])
  /// Drawn anew for each trial, every node within the range.
  case uniform(ClosedRange<Double>)
}

/// A source: a node that it imposes, or pushes with its level.
public struct NetworkSource: Equatable, Sendable {
  public var node: Int
  public var isPush: Bool
  /// State, or rate, of a level of 1.
  public var scale: Double

  public init(node: Int, scale: Double, isPush: Bool = false) {
    self.node = node
    self.scale = scale
    self.isPush = isPush
  }
}

/// A clamp: holds its node at its level, or pushes it.
public struct NetworkClamp: Equatable, Sendable {
  public var node: Int
  public var isPush: Bool
  public var scale: Double

  public init(node: Int, scale: Double, isPush: Bool = false) {
    self.node = node
    self.scale = scale
    self.isPush = isPush
  }
}
