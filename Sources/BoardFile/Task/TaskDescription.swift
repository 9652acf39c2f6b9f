public import Plan
public import SimulatedBoard

/// A task file, read and resolved against a board; examples are made from it when it is compiled,
/// because a seed may draw them.
public struct TaskDescription: Sendable {
  public var name: String
  /// The file it came from, as the caller named it.
  public var file: String
  public var kind: Kind
  /// Trials to run unless told otherwise.
  public var trials: UInt64
  /// The run's seed unless told otherwise.
  public var seed: UInt64
  /// Channels are numbered as on the whole board; ``CompiledPlan/faults`` as in the plan.
  public var faults: [FaultInjection]
  public var decision: Decision
  /// Names of the classes, in the order of their target rows; empty without a decision.
  public var classes: [String]

  var settings: TaskSettings
  var schedule: [ScheduleEntry]
  /// The voltage of every source that is the same in all examples.
  var rails: [Int: Double]
  /// The sources that examples drive, in the order of their inputs.
  var inputs: [InputColumn]
  var outputs: [OutputChannel]
  /// Target volts per output, one row per class.
  var classTargets: [[Double]]
  var examples: ExampleOrigin
  var place: Place

  public enum Kind: String, Sendable {
    case allostery
    case regression
    case classification
  }
}

/// An output by its clamps.
struct OutputChannel: Sendable {
  var clamp: Int
  var minusClamp: Int?
}

/// How one input's volts come from a column: `from` becomes `lowVolts`, `to` becomes `highVolts`.
struct InputColumn: Sendable {
  var source: Int
  /// nil where the examples give volts themselves.
  var column: Int?
  var lowVolts: Double
  var highVolts: Double
  /// nil: the smallest and largest value of the column.
  var from: Double?
  var to: Double?
}

/// Where examples come from.
enum ExampleOrigin: Sendable {
  case inline(train: [InlineExample], test: [InlineExample])
  case table(train: Table, test: Table?, columns: TableColumns, split: Split)
  case formula(Formula)
  case none
}

/// One example as it stands in the task file.
struct InlineExample: Sendable {
  var place: Place
  /// One per input, volts.
  var volts: [Double]
  /// One per output; empty where a class is given.
  var targets: [TargetVolts]
  var classIndex: Int?
  /// Set where the targets are what the board answers at drawn taps.
  var reachableAwayVolts: Double?
}

/// A target: a voltage, or one drawn uniformly from a range by the run's seed.
struct TargetVolts: Sendable {
  var low: Double
  var high: Double
}

/// What a table's other columns mean.
struct TableColumns: Sendable {
  /// The column of class labels.
  var label: Int?
  /// One column of volts per output.
  var targets: [Int]
  /// Whether the range of a column is that of the training rows only.
  var scaleOverTraining: Bool
}

/// Which rows train.
enum Split: Sendable {
  case all
  /// This many of each class, drawn by the run's seed; the rest tests.
  case perClass(Int)
  /// This many of all, drawn by the run's seed; the rest tests.
  case count(Int)
}

/// Targets are `matrix * inputs + offset`, volts.
struct Formula: Sendable {
  var place: Place
  var matrix: [[Double]]
  var offset: [Double]
  /// Inputs per axis of a grid; nil: drawn uniformly.
  var grid: Int?
  var trainCount: Int
  var testCount: Int
  /// nil: the run's.
  var seed: UInt64?
}
