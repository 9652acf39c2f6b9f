/// A source: which node it drives.
public struct PlanSource: BitwiseCopyable, Sendable {
  public var node: UInt32
  /// What it gives in the safe state, raw sample.
  public var safeLevel: Int32

  public init(node: UInt32, safeLevel: Int32 = 0) {
    self.node = node
    self.safeLevel = safeLevel
  }
}

/// An output: one node, or the difference of two.
public struct PlanOutput: BitwiseCopyable, Sendable {
  public var node: UInt32
  /// The subtracted node, or ``none``.
  public var minusNode: UInt32
  /// The clamp on `node`.
  public var clamp: UInt32
  /// The clamp on `minusNode`, or ``none``.
  public var minusClamp: UInt32

  public init(
    node: UInt32, clamp: UInt32, minusNode: UInt32 = Self.none, minusClamp: UInt32 = Self.none
  ) {
    self.node = node
    self.minusNode = minusNode
    self.clamp = clamp
    self.minusClamp = minusClamp
  }

  public static var none: UInt32 { 0xFFFF_FFFF }
}

/// A tunable element between two nodes.
public struct PlanElement: BitwiseCopyable, Sendable {
  public var nodeA: UInt16
  public var nodeB: UInt16
  public var minimumTap: Int32
  public var maximumTap: Int32
  public var startTap: Int32
  /// +1 where a higher tap conducts better, -1 where worse.
  public var direction: Int64

  public init(
    nodeA: UInt16, nodeB: UInt16, minimumTap: Int32, maximumTap: Int32, startTap: Int32,
    direction: Int64
  ) {
    self.nodeA = nodeA
    self.nodeB = nodeB
    self.minimumTap = minimumTap
    self.maximumTap = maximumTap
    self.startTap = startTap
    self.direction = direction
  }
}

/// What holds from a trial on, until the next step.
public struct ScheduleStep: BitwiseCopyable, Sendable {
  /// The first trial of the step, a multiple of the batch size; that of the first step is 0.
  public var fromTrial: UInt64
  /// Taps per unit of contrast: a contrast of `c` (2^-40 of full scale squared) moves an element by
  /// `(c * 2^rateShift) * rateMantissa / 2^64` steps of 2^-30 tap. Below 2^63. 1 / eta, and 1/2 in
  /// a symmetric trial, are already in it.
  public var rateMantissa: UInt64
  /// 0 to 19, as small as the mantissa allows; see ``Plan/shiftLimit(summands:)``.
  public var rateShift: UInt32
  /// The nudge amplitude, in 2^-16; at most 4.
  public var eta: Int32
  /// How long the network is given after every change.
  public var settleMicroseconds: UInt32
  /// Zero.
  public var reserved: UInt32 = 0

  public init(
    fromTrial: UInt64, eta: Int32, settleMicroseconds: UInt32, rateMantissa: UInt64,
    rateShift: UInt32
  ) {
    self.fromTrial = fromTrial
    self.rateMantissa = rateMantissa
    self.rateShift = rateShift
    self.eta = eta
    self.settleMicroseconds = settleMicroseconds
  }
}

/// Where a name stands in the text section.
public struct PlanName: BitwiseCopyable, Sendable {
  public var offset: UInt32
  public var length: UInt32

  public init(offset: UInt32, length: UInt32) {
    self.offset = offset
    self.length = length
  }
}
