/// One thing on the board with pins: the header, a chip, a resistor, a capacitor.
public struct Component: Sendable {
  public enum Kind: String, Sendable {
    case header, chip, `switch`, reference, resistor, capacitor, terminal
  }

  /// Unique: the board file's name of a chip, or `R1`.
  public var name: String
  public var kind: Kind
  /// What is ordered: `MCP4251-104`, `10 kohm`.
  public var value: String
  public var package: String
  /// Whether the pin numbers were compared with the datasheet.
  public var isVerified = true
  /// Where the numbers are from; empty where there is nothing to get wrong.
  public var source = ""
  /// The component that a capacitor belongs close to.
  public var beside: String?
  public var pins: [Connection]

  var isPassive: Bool { kind == .resistor || kind == .capacitor }

  public struct Connection: Sendable {
    public var number: Int
    public var name: String
    /// Nil: left open.
    public var net: String?
  }
}

/// A board as one builds it: what is on it, and what is joined.
public struct Assembly: Sendable {
  public var board: String
  /// The header first, then the chips in the board file's order, then what they need.
  public var components: [Component]
  public var chipSelects: [ChipSelect]
  /// Lines that the board file names for something of its own.
  public var ownLines: Set<String> = []

  /// A pin on a net.
  public struct End: Hashable, Sendable {
    public var component: String
    public var pin: Int
    public var name: String
  }

  /// Every net with its ends, in the order of the components.
  public var nets: [String: [End]] {
    var nets: [String: [End]] = [:]
    for component in components {
      for pin in component.pins {
        guard let net = pin.net else { continue }
        nets[net, default: []].append(
          End(component: component.name, pin: pin.number, name: pin.name))
      }
    }
    return nets
  }

  public func component(_ name: String) -> Component? {
    components.first { $0.name == name }
  }
}
