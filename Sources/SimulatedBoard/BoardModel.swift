/// A board as the simulation sees it: every value in SI units or the unit in its name, every index
/// already resolved. `BoardFile` makes one from a board file.
public struct BoardModel: Equatable, Sendable {
  public var name: String
  /// Draws every tolerance, offset and noise.
  public var seed: UInt64
  /// The voltage that a sample of 1 stands for.
  public var fullScaleVolts: Double
  public var nodes: [String]
  public var sources: [SourceModel]
  public var clamps: [ClampModel]
  public var probes: ProbeModel
  public var elements: [ElementModel]
  public var resistors: [ResistorModel]
  public var settling: SettlingModel
  /// Standard deviation of the reference voltage's relative error; scales every source.
  public var supplyErrorFraction: Double
  public var drift: DriftModel

  public init(
    name: String, seed: UInt64, fullScaleVolts: Double, nodes: [String], sources: [SourceModel],
    clamps: [ClampModel], probes: ProbeModel, elements: [ElementModel],
    resistors: [ResistorModel] = [], settling: SettlingModel = SettlingModel(),
    supplyErrorFraction: Double = 0, drift: DriftModel = DriftModel()
  ) {
    self.name = name
    self.seed = seed
    self.fullScaleVolts = fullScaleVolts
    self.nodes = nodes
    self.sources = sources
    self.clamps = clamps
    self.probes = probes
    self.elements = elements
    self.resistors = resistors
    self.settling = settling
    self.supplyErrorFraction = supplyErrorFraction
    self.drift = drift
  }
}

/// A voltage source behind a series resistance.
public struct SourceModel: Equatable, Sendable {
  public var name: String
  public var node: Int
  public var seriesOhms: Double
  public var converter: ConverterModel
  /// What it gives in the safe state.
  public var safeVolts: Double

  public init(
    name: String, node: Int, seriesOhms: Double, converter: ConverterModel, safeVolts: Double = 0
  ) {
    self.name = name
    self.node = node
    self.seriesOhms = seriesOhms
    self.converter = converter
    self.safeVolts = safeVolts
  }
}

/// A voltage source behind a series resistance and a switch.
public struct ClampModel: Equatable, Sendable {
  public var name: String
  public var node: Int
  /// Switch and source together, while connected.
  public var seriesOhms: Double
  public var converter: ConverterModel

  public init(name: String, node: Int, seriesOhms: Double, converter: ConverterModel) {
    self.name = name
    self.node = node
    self.seriesOhms = seriesOhms
    self.converter = converter
  }
}

/// What measures the nodes: the same kind of converter on each, with its own errors on each.
public struct ProbeModel: Equatable, Sendable {
  public var converter: ConverterModel
  /// Standard deviation of the current that each input draws from its node.
  public var leakageAmperes: Double

  public init(converter: ConverterModel, leakageAmperes: Double = 0) {
    self.converter = converter
    self.leakageAmperes = leakageAmperes
  }
}

/// A DAC or an ADC. All errors are standard deviations over channels but for the noise, which is
/// one over conversions.
public struct ConverterModel: Equatable, Sendable {
  /// 1 to 24; nil: ideal, no quantisation.
  public var bits: Int?
  public var lowVolts: Double
  public var highVolts: Double
  public var offsetVolts: Double
  public var gainErrorFraction: Double
  /// Integral nonlinearity at its largest, in steps of the converter.
  public var integralErrorSteps: Double
  public var noiseVolts: Double

  public init(
    bits: Int?, lowVolts: Double, highVolts: Double, offsetVolts: Double = 0,
    gainErrorFraction: Double = 0, integralErrorSteps: Double = 0, noiseVolts: Double = 0
  ) {
    self.bits = bits
    self.lowVolts = lowVolts
    self.highVolts = highVolts
    self.offsetVolts = offsetVolts
    self.gainErrorFraction = gainErrorFraction
    self.integralErrorSteps = integralErrorSteps
    self.noiseVolts = noiseVolts
  }
}

/// A tunable resistance between two nodes.
public struct ElementModel: Equatable, Sendable {
  public var name: String
  public var nodeA: Int
  public var nodeB: Int
  public var law: Law
  /// How many settings there are; taps run from 0 to `taps - 1`.
  public var taps: Int
  public var minimumTap: Int
  public var maximumTap: Int
  public var startTap: Int
  /// The end-to-end value is off by a factor drawn uniformly from `1 - tolerance ... 1 +
  /// tolerance`.
  public var tolerance: Double
  /// Relative standard deviation of the single tap's step.
  public var tapSpread: Double
  /// The magnitude of current above which the element is reported; nil: never.
  public var limitAmperes: Double?
  /// Where it goes in the safe state; nil: it stays.
  public var safeTap: Int?

  /// How the value follows the tap.
  public enum Law: Equatable, Sendable {
    /// `wiperOhms + endToEndOhms * tap / taps`.
    case linear(endToEndOhms: Double, wiperOhms: Double)
    /// `wiperOhms + endToEndOhms * (base^(tap / taps) - 1) / (base - 1)`.
    case logarithmic(endToEndOhms: Double, wiperOhms: Double, base: Double)
    /// Conductance: `minimum + (maximum - minimum) * tap / (taps - 1)`.
    case conductance(minimumSiemens: Double, maximumSiemens: Double)
  }

  public init(
    name: String, nodeA: Int, nodeB: Int, law: Law, taps: Int, minimumTap: Int, maximumTap: Int,
    startTap: Int, tolerance: Double = 0, tapSpread: Double = 0, limitAmperes: Double? = nil,
    safeTap: Int? = nil
  ) {
    self.name = name
    self.nodeA = nodeA
    self.nodeB = nodeB
    self.law = law
    self.taps = taps
    self.minimumTap = minimumTap
    self.maximumTap = maximumTap
    self.startTap = startTap
    self.tolerance = tolerance
    self.tapSpread = tapSpread
    self.limitAmperes = limitAmperes
    self.safeTap = safeTap
  }

  /// +1 where a higher tap conducts better, -1 where worse.
  public var direction: Int {
    if case .conductance = law { 1 } else { -1 }
  }
}

/// A fixed resistor between two nodes, or from one to ground.
public struct ResistorModel: Equatable, Sendable {
  public var name: String
  public var nodeA: Int
  /// nil: ground.
  public var nodeB: Int?
  public var ohms: Double

  public init(name: String, nodeA: Int, nodeB: Int?, ohms: Double) {
    self.name = name
    self.nodeA = nodeA
    self.nodeB = nodeB
    self.ohms = ohms
  }
}

/// Every node approaches its final voltage exponentially.
public struct SettlingModel: Equatable, Sendable {
  /// 0: at once.
  public var timeConstantMicroseconds: Double

  public init(timeConstantMicroseconds: Double = 0) {
    self.timeConstantMicroseconds = timeConstantMicroseconds
  }
}

/// Every element's value wanders slowly, each in its own phase.
public struct DriftModel: Equatable, Sendable {
  /// Largest relative change; 0: none.
  public var fraction: Double
  /// Trials of one period.
  public var periodTrials: Double

  public init(fraction: Double = 0, periodTrials: Double = 100_000) {
    self.fraction = fraction
    self.periodTrials = periodTrials
  }
}
