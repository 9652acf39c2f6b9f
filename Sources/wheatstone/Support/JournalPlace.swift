import ArgumentParser
import Curves
import Foundation

/// Where journals lie that nobody named: `$XDG_STATE_HOME/wheatstone`, by default
/// `~/.local/state/wheatstone`.
struct JournalPlace {
  private let folder: String
  /// `BOARD-TASK-SEED`.
  private let stem: String

  static var stateFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? NSHomeDirectory()
    return (state ?? home + "/.local/state") + "/wheatstone"
  }

  init(journalName: String) {
    folder = Self.stateFolder
    let name = journalName.replacingOccurrences(of: "/", with: "_")
    stem = name.hasSuffix(".journal") ? String(name.dropLast(8)) : name
  }

  /// A name that is not taken, in a folder that is there.
  func fresh() throws -> String {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure.end(
        .inputOutput,
        "error: \(folder) cannot be made: \(error.localizedDescription); give --journal FILE")
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "yyyyMMdd'T'HHmmss"
    let stamp = formatter.string(from: Date())
    var path = "\(folder)/\(stem)-\(stamp).journal"
    var count = 1
    while FileManager.default.fileExists(atPath: path) {
      count += 1
      path = "\(folder)/\(stem)-\(stamp)-\(count).journal"
    }
    return path
  }

  /// The newest journal of the same board, task and seed.
  func newest() throws -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let candidates = names.filter { $0.hasPrefix(stem + "-") && $0.hasSuffix(".journal") }
    // What cannot be read was never begun, or is no journal.
    let newest = candidates.sorted { modified($0) > modified($1) }.first {
      (try? JournalContents(reading: folder + "/" + $0)) != nil
    }
    guard let newest else {
      throw Failure.end(
        .inputOutput,
        "error: no journal to resume: \(folder) has none named \(stem)-*; give --journal FILE, "
          + "or leave --resume out to begin")
    }
    return folder + "/" + newest
  }

  private func modified(_ name: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }
}
