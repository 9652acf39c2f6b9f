import ArgumentParser
import Journal
func describe(_ error: JournalError, file: String) -> String { "\(file): \(error)" }
func describe(_ error: StorageError, file: String) -> String { "\(file): \(error)" }
struct CurveCommand: ParsableCommand { func run() {} }
struct JournalCommand: ParsableCommand { func run() {} }
extension LearnResult {
  func show(asJSON: Bool, picture: Picture?) throws { print(title, trials, Units.seconds(learning), Units.seconds(total), taps) }
}
