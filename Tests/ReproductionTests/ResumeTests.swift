import Foundation
import Reproduction
import Synchronization
import Testing

/// What is done stays, and what is not is done later, with the same numbers.
@Suite struct ResumeTests {
  private func records(_ place: Workplace) throws -> [String: Data] {
    let runs = place.folder + "/runs-quick-1"
    var found: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: runs) {
      found[name] = FileManager.default.contents(atPath: runs + "/" + name)
    }
    return found
  }

  /// Times differ from run to run.
  private func numbers(_ place: Workplace) throws -> [String: [String: Double]] {
    try records(place).mapValues { data in
      let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      return root?["numbers"] as? [String: Double] ?? [:]
    }
  }

  @Test func goesOn() throws {
    let (whole, broken) = (try Workplace(), try Workplace())
    _ = try whole.reproduction("3", isQuick: true).run(.quiet())
    let looks = Mutex(0)
    let stopping = ReproductionProgress(
      isStopped: {
        looks.withLock {
          $0 += 1
          return $0 > 200
        }
      }, show: { _ in })
    #expect(throws: ReproductionProgress.Interrupted.self) {
      _ = try broken.reproduction("3", isQuick: true).run(stopping)
    }
    let first = try records(broken)
    #expect(first.count >= 1 && first.count < 3)
    _ = try broken.reproduction("3", isQuick: true).run(.quiet())
    let second = try records(broken)
    #expect(second.count == 3)
    for (name, data) in first { #expect(second[name] == data, "\(name) was done again") }
    #expect(try numbers(broken) == numbers(whole))
  }

  @Test func aDamagedRecordIsDoneAgain() throws {
    let place = try Workplace()
    _ = try place.reproduction("11", isQuick: true).run(.quiet())
    let before = try numbers(place)
    let file = place.folder + "/runs-quick-1/short-time-0.json"
    try Data("{\"study\":".utf8).write(to: URL(fileURLWithPath: file))
    _ = try place.reproduction("11", isQuick: true).run(.quiet())
    #expect(try numbers(place) == before)
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let place = try Workplace()
    try Data().write(to: URL(fileURLWithPath: place.folder + "/file"))
    var reproduction = place.reproduction("11", isQuick: true)
    reproduction.folder = place.folder + "/file"
    let error = #expect(throws: StudyError.self) { _ = try reproduction.run(.quiet()) }
    #expect(error?.description.contains(place.folder + "/file") == true)
  }
}
