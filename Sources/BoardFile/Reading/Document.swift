internal import Yams

/// Reads YAML into values with positions. The only place that knows the YAML library.
enum Document {
  /// The root of a YAML text; nil, with diagnostics in `log`, where there is none.
  static func read(_ bytes: [UInt8], file: String, log: DiagnosticLog) -> Value? {
    if let refusal = TextGuard.refusal(of: bytes, file: file) {
      log.add(refusal)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      log.add(Diagnostic(file: file, message: "the file is not UTF-8 text"))
      return nil
    }
    do {
      // The basic resolver compares no patterns: every scalar stays text.
      guard let node = try compose(yaml: text, .basic, .default, .utf8) else {
        log.add(Diagnostic(file: file, line: 1, column: 1, message: "the file is empty"))
        return nil
      }
      return value(of: node, file: file)
    } catch let error as YamlError {
      log.add(diagnostic(of: error, file: file))
    } catch {
      log.add(Diagnostic(file: file, message: "not YAML", value: "\(error)"))
    }
    return nil
  }

  private static func value(of node: Node, file: String) -> Value {
    let place = Place(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    switch node {
    case .scalar(let scalar):
      return Value(place: place, content: .scalar(scalar.string))
    case .sequence(let members):
      return Value(place: place, content: .list(members.map { value(of: $0, file: file) }))
    case .mapping(let pairs):
      let content = pairs.map {
        (key: value(of: $0.key, file: file), value: value(of: $0.value, file: file))
      }
      return Value(place: place, content: .map(content))
    case .alias:
      return Value(place: place, content: .scalar(""))
    }
  }

  private static func diagnostic(of error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        file: file, line: mark.line, column: mark.column, message: "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return Diagnostic(
        file: file, line: context.mark.line, column: context.mark.column,
        message: "the same key twice in one map", value: keys.joined(separator: ", "),
        allowed: "each key once")
    case .reader(let problem, _, _, _):
      return Diagnostic(file: file, message: "not YAML: \(problem)")
    default:
      return Diagnostic(file: file, message: "not YAML", value: "\(error)")
    }
  }
}
