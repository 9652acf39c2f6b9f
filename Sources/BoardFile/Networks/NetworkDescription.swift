public import SimulatedBoard

/// A network that moves in time, read from a board file with the key `network`.
public struct NetworkDescription: Sendable {
  public var name: String
  /// The file it came from, as the caller named it.
  public var file: String
  public var defaultTask: String?
  public var kind: Kind
  /// What a sample of 1 is; of phases pi.
  public var fullScale: Double
  public var converterBits: Int?
  /// Of full scale.
  public var noise: Double
  public var step: Double
  public var timeUnitMicroseconds: Double
  public var sources: [NetworkSource]
  public var clamps: [NetworkClamp]
  public var start: StartState
  public var couplings: [Coupling]
  /// How each kind of element is tuned, and where it starts.
  public var tunings: [String: Tuning]
  public var frequencies: Spread
  public var immigration: Double
  /// gamma, of chemistry.
  public var decay: Double
  /// Two copies side by side; nil where there is one.
  public var twin: TwinCopies?
  var nodes: NameTable

  public enum Kind: String, CaseIterable, Sendable {
    case oscillators, kuramoto, neurons, ecology, chemistry
  }

  /// Numbers that are given, or drawn.
  public enum Spread: Sendable {
    case constant(Double)
    case normal(mean: Double, deviation: Double)
    case uniform(ClosedRange<Double>)
    case list([Double])
  }

  /// The range of an element, its taps, and its values at the start.
  public struct Tuning: Sendable {
    public var range: ParameterRange
    public var start: Spread
  }

  public var nodeCount: Int { nodes.count }
  public var nodeNames: [String] { nodes.names }
}

extension NetworkDescription.Kind {
  /// The kinds of elements, by the key that tunes them in a board file and rates them in a task.
  public var elements: [String] {
    switch self {
    case .oscillators, .kuramoto, .ecology: ["couplings"]
    case .neurons: ["couplings", "biases", "leaks"]
    case .chemistry: ["speeds", "halfSaturations", "inhibitions"]
    }
  }
}
