/// Collects diagnostics while files are read, so that every mistake is reported and not the first.
///
/// At most ``limit`` are kept: a file of nothing but mistakes must not fill the memory.
final class DiagnosticLog {
  static let limit = 200
  private(set) var list: [Diagnostic] = []
  private(set) var hasErrors = false
  private var isFull = false

  func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    if list.count < Self.limit {
      list.append(diagnostic)
    } else if !isFull {
      isFull = true
      list.append(
        Diagnostic(
          diagnostic.severity, file: diagnostic.file,
          message: "there are more mistakes; only the first \(Self.limit) are shown"))
    }
  }

  func error(
    _ place: Place, _ message: String, value: String? = nil, allowed: String? = nil,
    suggestion: String? = nil
  ) {
    add(
      Diagnostic(
        .error, file: place.file, line: place.line, column: place.column, message: message,
        value: value, allowed: allowed, suggestion: suggestion))
  }

  func warning(_ place: Place, _ message: String, value: String? = nil, allowed: String? = nil) {
    add(
      Diagnostic(
        .warning, file: place.file, line: place.line, column: place.column, message: message,
        value: value, allowed: allowed))
  }

  /// What was found, in the order of the files' lines; a file's own order of first mention is kept.
  var sorted: Diagnostics {
    var order: [String: Int] = [:]
    for diagnostic in list where order[diagnostic.file] == nil {
      order[diagnostic.file] = order.count
    }
    let ranked = list.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      let (i, j) = (order[x.file] ?? 0, order[y.file] ?? 0)
      return (i, x.line, x.column, a.offset) < (j, y.line, y.column, b.offset)
    }
    return Diagnostics(ranked.map(\.element))
  }
}

/// A position in a file.
struct Place: Equatable, Sendable {
  var file: String
  var line = 0
  var column = 0
}
