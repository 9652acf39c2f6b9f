import Foundation

/// Whether the terminal shows UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
public func localeIsUTF8(
  _ environment: [String: String] = ProcessInfo.processInfo.environment
) -> Bool {
  for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
    guard let value = environment[name], !value.isEmpty else { continue }
    let lower = value.lowercased()
    return lower.contains("utf-8") || lower.contains("utf8")
  }
  return false
}
