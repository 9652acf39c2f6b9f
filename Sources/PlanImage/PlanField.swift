import Foundation

/// One line of a plan's listing: a setting, or an entry of a section.
public struct PlanField: Equatable, Encodable, Sendable {
  /// "header", or the section's name as in docs/plan.md.
  public var section: String
  /// The setting's or the entry's name.
  public var name: String
  /// For people: in the unit beside it, with names for numbers.
  public var value: String
  /// Empty where there is none.
  public var unit: String
  /// The integers as they stand in the image.
  public var raw: [PlanNumber]

  public init(
    _ section: String, _ name: String, _ value: String, unit: String = "", raw: [PlanNumber]
  ) {
    self.section = section
    self.name = name
    self.value = value
    self.unit = unit
    self.raw = raw
  }

  private enum Key: String, CodingKey { case section, name, value, unit, raw }

  /// `raw` becomes one number where there is one, else a list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(section, forKey: .section)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encode(unit, forKey: .unit)
    if raw.count == 1 {
      try container.encode(raw[0], forKey: .raw)
    } else {
      try container.encode(raw, forKey: .raw)
    }
  }
}

/// An integer of an image, signed or not.
public enum PlanNumber: Equatable, Encodable, Sendable, CustomStringConvertible {
  case signed(Int64)
  case unsigned(UInt64)

  public init(_ value: some FixedWidthInteger & SignedInteger) { self = .signed(Int64(value)) }
  public init(_ value: some FixedWidthInteger & UnsignedInteger) {
    self = .unsigned(UInt64(value))
  }

  public var description: String {
    switch self {
    case .signed(let value): "\(value)"
    case .unsigned(let value): "\(value)"
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .signed(let value): try container.encode(value)
    case .unsigned(let value): try container.encode(value)
    }
  }
}
