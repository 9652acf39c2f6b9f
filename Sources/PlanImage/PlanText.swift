import Foundation
import Plan

/// A listing as text: a heading for each section, and below it aligned columns of name, value with
/// its unit, and the raw integers.
public func planText(_ fields: [PlanField]) -> String {
  var text = ""
  var rest = fields[...]
  while let first = rest.first {
    let group = rest.prefix { $0.section == first.section }
    rest = rest.dropFirst(group.count)
    if !text.isEmpty { text += "\n" }
    text += first.section + "\n" + table(group)
  }
  return text
}

/// A listing as one JSON object: the plan's version and `fields`, in order.
public func planJSON(_ fields: [PlanField]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  let listing = Listing(planVersion: PlanHeader.currentVersion, fields: fields)
  return String(decoding: try encoder.encode(listing), as: UTF8.self)
}

private struct Listing: Encodable {
  var planVersion: UInt32
  var fields: [PlanField]
}

/// Columns no wider than this are aligned; longer cells push their line's rest to the right.
private let widestColumn = 100

private func table(_ fields: ArraySlice<PlanField>) -> String {
  let rows = fields.map { field in
    (
      field.name, field.unit.isEmpty ? field.value : "\(field.value) \(field.unit)",
      field.raw.map(\.description).joined(separator: " ")
    )
  }
  func width(_ cells: [String]) -> Int {
    cells.map(\.count).filter { $0 <= widestColumn }.max() ?? 0
  }
  let nameWidth = width(rows.map(\.0))
  let valueWidth = width(rows.map(\.1))
  return rows.reduce(into: "") { text, row in
    var line = "  " + padded(row.0, nameWidth) + "  " + padded(row.1, valueWidth)
    if !row.2.isEmpty { line += "  " + row.2 }
    while line.hasSuffix(" ") { line.removeLast() }
    text += line + "\n"
  }
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
