/// One mistake, or one doubt, about a place in a file.
public struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
  public var severity: Severity
  /// As the caller named it.
  public var file: String
  /// From 1; 0 where the whole file is meant.
  public var line: Int
  /// From 1, counted in Unicode scalars; 0 where the whole line or file is meant.
  public var column: Int
  /// What is wrong, and where it helps what to do.
  public var message: String
  /// The offending value, as it stands in the file, cut to 60 characters.
  public var value: String?
  /// What may stand there.
  public var allowed: String?
  /// The nearest valid name.
  public var suggestion: String?

  public enum Severity: String, Sendable {
    /// Nothing is compiled.
    case error
    /// The files are used as they are.
    case warning
  }

  public init(
    _ severity: Severity = .error, file: String, line: Int = 0, column: Int = 0, message: String,
    value: String? = nil, allowed: String? = nil, suggestion: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.value = value.map { shortened($0) }
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// `FILE:LINE:COLUMN: error: what (value); allowed: ...; did you mean 'x'?`
  public var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    if line > 0 && column > 0 { text += ":\(column)" }
    text += ": \(severity.rawValue): \(message)"
    if let value { text += " (\(value))" }
    if let allowed { text += "; allowed: \(allowed)" }
    if let suggestion { text += "; did you mean '\(suggestion)'?" }
    return text
  }
}

/// Everything that was found; thrown where there is at least one error.
public struct Diagnostics: Error, Equatable, Sendable, CustomStringConvertible {
  /// Sorted by file, line and column; errors and warnings.
  public var list: [Diagnostic]

  public init(_ list: [Diagnostic]) {
    self.list = list
  }

  /// One diagnostic per line.
  public var description: String {
    list.map(\.description).joined(separator: "\n")
  }
}

/// `text` in one line of at most 60 characters, control characters shown as dots.
func shortened(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars.prefix(61) {
    result.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? "." : scalar)
  }
  if result.unicodeScalars.count > 60 { result = String(result.unicodeScalars.prefix(57)) + "..." }
  return result
}
