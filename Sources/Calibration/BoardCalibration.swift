public import BoardInterface

/// What calibration found of a board: the content of a calibration file.
public struct BoardCalibration: Equatable, Sendable {
  /// The board's name.
  public var board: String
  /// ISO 8601; nil where nobody said.
  public var date: String?
  /// Which specimen of a simulated board; nil for a real one.
  public var specimen: UInt64?
  public var reference: CalibrationReference
  /// In the board's order: one per source, clamp and node.
  public var sources: [ChannelFigures]
  public var clamps: [ChannelFigures]
  public var probes: [ChannelFigures]
  public var elements: [ElementFigures]
  /// Standard error of the one factor that all resistances have in common.
  public var scaleUncertaintyFraction: Double
  public var settling: SettlingFigures
  /// How far a reading comes back after the taps went away and returned: standard deviation beyond
  /// the noise, of the worst node.
  public var repeatabilityVolts: Double
  /// Broken elements. Other faults end a calibration.
  public var faults: [BoardFault]

  public init(
    board: String, date: String? = nil, specimen: UInt64? = nil,
    reference: CalibrationReference = .meanOfSources, sources: [ChannelFigures],
    clamps: [ChannelFigures], probes: [ChannelFigures], elements: [ElementFigures],
    scaleUncertaintyFraction: Double = 0, settling: SettlingFigures = SettlingFigures(),
    repeatabilityVolts: Double = 0, faults: [BoardFault] = []
  ) {
    self.board = board
    self.date = date
    self.specimen = specimen
    self.reference = reference
    self.sources = sources
    self.clamps = clamps
    self.probes = probes
    self.elements = elements
    self.scaleUncertaintyFraction = scaleUncertaintyFraction
    self.settling = settling
    self.repeatabilityVolts = repeatabilityVolts
    self.faults = faults
  }
}

/// What counts as right. A board sees only differences between its own converters.
public enum CalibrationReference: String, Equatable, Sendable, CaseIterable {
  /// The mean offset and the mean gain of the sources are taken as 0 and 1.
  case meanOfSources = "mean-of-sources"
  /// The offset is that of one reading with a voltmeter; the mean gain of the sources is taken as 1.
  case measuredOffset = "measured-offset"
  /// Offset and gain are those of readings with a voltmeter.
  case measured
}

/// A converter's line: what comes out is `offset + gain x` for what went in. Sources and clamps:
/// x is what was asked, in volts. Probes: x is what the node has.
public struct ChannelFigures: Equatable, Sendable {
  public var name: String
  public var offsetVolts: Double
  public var gain: Double
  /// Standard errors, against the reference.
  public var offsetUncertaintyVolts: Double
  public var gainUncertainty: Double
  /// Standard deviation of one reading; probes only.
  public var noiseVolts: Double

  public init(
    name: String, offsetVolts: Double = 0, gain: Double = 1, offsetUncertaintyVolts: Double = 0,
    gainUncertainty: Double = 0, noiseVolts: Double = 0
  ) {
    self.name = name
    self.offsetVolts = offsetVolts
    self.gain = gain
    self.offsetUncertaintyVolts = offsetUncertaintyVolts
    self.gainUncertainty = gainUncertainty
    self.noiseVolts = noiseVolts
  }
}

/// An element's law with the values that were found.
public struct ElementFigures: Equatable, Sendable {
  public var name: String
  /// What the nominal end-to-end resistance (of a conductance law: both conductances) is multiplied
  /// by.
  public var factor: Double
  /// nil under a conductance law.
  public var endToEndOhms: Double?
  public var wiperOhms: Double?
  /// Under a conductance law.
  public var maximumSiemens: Double?
  /// Relative standard error of the factor against the mean of all elements.
  public var uncertaintyFraction: Double
  public var wiperUncertaintyOhms: Double?
  /// What is wrong with it; the values then are the nominal ones.
  public var fault: BoardFault.Kind?

  public init(
    name: String, factor: Double = 1, endToEndOhms: Double? = nil, wiperOhms: Double? = nil,
    maximumSiemens: Double? = nil, uncertaintyFraction: Double = 0,
    wiperUncertaintyOhms: Double? = nil, fault: BoardFault.Kind? = nil
  ) {
    self.name = name
    self.factor = factor
    self.endToEndOhms = endToEndOhms
    self.wiperOhms = wiperOhms
    self.maximumSiemens = maximumSiemens
    self.uncertaintyFraction = uncertaintyFraction
    self.wiperUncertaintyOhms = wiperUncertaintyOhms
    self.fault = fault
  }
}

/// How the network follows a step.
public struct SettlingFigures: Equatable, Sendable {
  /// Of the slowest node; nil where it was over before the first reading.
  public var timeConstantMicroseconds: Double?
  public var timeConstantUncertaintyMicroseconds: Double
  /// To within half a step of the probes' converter.
  public var settleMicroseconds: Double

  public init(
    timeConstantMicroseconds: Double? = nil, timeConstantUncertaintyMicroseconds: Double = 0,
    settleMicroseconds: Double = 0
  ) {
    self.timeConstantMicroseconds = timeConstantMicroseconds
    self.timeConstantUncertaintyMicroseconds = timeConstantUncertaintyMicroseconds
    self.settleMicroseconds = settleMicroseconds
  }
}
