import Foundation

/// As much of JSON Schema (draft 7) as the boards' schemas use.
struct SchemaChecker {
  /// What is wrong, with the path to it; empty where all is right.
  static func mistakes(_ value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let tries = choices.map { mistakes(value, $0, at: path) }
      if tries.contains(where: \.isEmpty) { return [] }
      return ["\(path): none of the choices: \(tries.joined().sorted())"]
    }
    if let choices = schema["enum"] as? [String], !choices.contains("\(value)") {
      return ["\(path): \(value) is none of \(choices)"]
    }
    if let constant = schema["const"] as? String, constant != "\(value)" {
      return ["\(path): \(value) is not \(constant)"]
    }
    guard let type = schema["type"] as? String else { return [] }
    switch type {
    case "object": return object(value, schema, path)
    case "array":
      guard let list = value as? [Any] else { return ["\(path): no array"] }
      let items = schema["items"] as? [String: Any] ?? [:]
      return list.enumerated().flatMap { mistakes($0.element, items, at: "\(path)/\($0.offset)") }
    case "string":
      guard let text = value as? String else { return ["\(path): no string"] }
      guard let pattern = schema["pattern"] as? String else { return [] }
      return text.range(of: pattern, options: .regularExpression) == nil
        ? ["\(path): \(text) is not \(pattern)"] : []
    case "boolean": return value is Bool ? [] : ["\(path): no boolean"]
    case "integer": return value is Int ? range(value, schema, path) : ["\(path): no integer"]
    case "number":
      return value is Int || value is Double ? range(value, schema, path) : ["\(path): no number"]
    default: return ["\(path): unknown type \(type) in the schema"]
    }
  }

  private static func range(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    let number = (value as? Int).map(Double.init) ?? value as? Double ?? .nan
    let low = (schema["minimum"] as? NSNumber)?.doubleValue ?? -.infinity
    let high = (schema["maximum"] as? NSNumber)?.doubleValue ?? .infinity
    return (low...high).contains(number) ? [] : ["\(path): \(number) is out of range"]
  }

  private static func object(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    guard let map = value as? [String: Any] else { return ["\(path): no object"] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var found: [String] = []
    for key in schema["required"] as? [String] ?? [] where map[key] == nil {
      found.append("\(path): \(key) is missing")
    }
    for (key, member) in map {
      if let property = properties[key] {
        found += mistakes(member, property, at: "\(path)/\(key)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        found += mistakes(member, others, at: "\(path)/\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): unknown key \(key)")
      }
    }
    return found
  }
}
