import ArgumentParser
import BoardFile
import Foundation
import SimulatedBoard

/// How the program ends; written down in `wheatstone --help`.
enum Status: Int32 {
  case success = 0
  case boardFault = 1
  case badFile = 2
  case inputOutput = 74
  case interrupted = 130

  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// Says what went wrong on the standard error, and ends with the status that goes with it.
enum Failure {
  static func report(_ text: String) { reportRaw(text + "\n") }

  /// Without an end of line.
  static func reportRaw(_ text: String) {
    // There is nowhere left to say that this cannot be said.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static func end(_ status: Status, _ text: String) -> ExitCode {
    report(text)
    return status.exitCode
  }

  /// Runs `body`; mistakes in files are printed one per line.
  static func reportingFiles<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let mistakes as Diagnostics {
      throw end(.badFile, mistakes.description)
    } catch let mistake as BoardModelError {
      throw end(.badFile, "error: \(mistake)")
    }
  }
}
