internal import Foundation

/// All that is said about a board's wiring, as text and as JSON.
public struct WiringReport: Codable, Sendable {
  public var board: String
  public var components: [Part]
  public var chipSelects: [Select]
  public var bill: [Bill.Item]
  public var remarks: [Remark]
  /// As `wheatstone wiring` prints it.
  public var text: String

  public struct Part: Codable, Sendable {
    public var name: String
    public var value: String
    public var package: String
    /// Whether the pin numbers were compared with the datasheet.
    public var verified: Bool
    public var pins: [Pin]
  }

  public struct Pin: Codable, Sendable {
    public var number: Int
    public var name: String
    /// Left out: open.
    public var net: String?
    /// Where it goes, in words.
    public var goes: String
  }

  public struct Select: Codable, Sendable {
    public var device: String
    public var line: String?
    public var headerPin: Int?
    public var needsOverlay: Bool
  }

  private enum CodingKeys: String, CodingKey {
    case board, components, chipSelects, bill, remarks
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    board = try values.decode(String.self, forKey: .board)
    components = try values.decode([Part].self, forKey: .components)
    chipSelects = try values.decode([Select].self, forKey: .chipSelects)
    bill = try values.decode([Bill.Item].self, forKey: .bill)
    remarks = try values.decode([Remark].self, forKey: .remarks)
    text = ""
  }

  public init(_ assembly: Assembly, remarks: [Remark]) {
    let table = WiringTable(assembly)
    let bill = Bill(assembly)
    board = assembly.board
    components = assembly.components.map { component in
      Part(
        name: component.name, value: component.value, package: component.package,
        verified: component.isVerified,
        pins: component.pins.map {
          Pin(
            number: $0.number, name: $0.name, net: $0.net,
            goes: table.destination(of: $0, on: component))
        })
    }
    chipSelects = assembly.chipSelects.map {
      Select(
        device: "/dev/spidev\($0.bus).\($0.select)", line: $0.line,
        headerPin: $0.line.flatMap(RaspberryHeader.pin), needsOverlay: $0.needsOverlay)
    }
    self.bill = bill.items
    self.remarks = remarks
    text =
      "\(assembly.board): wiring\n\n\(table.text)\nto buy\n\(bill.text)"
      + (remarks.isEmpty ? "" : "\n" + remarks.map { $0.description + "\n" }.joined())
  }

  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
