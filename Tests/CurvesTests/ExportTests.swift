import Curves
import Foundation
import Journal
import Testing

@Suite struct ExportTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func curve(_ journal: SyntheticJournal, _ name: String) throws -> LearningCurve {
    try journal.write(to: folder.file(name))
    return LearningCurve(try JournalContents(reading: folder.file(name)))
  }

  @Test func valuesComeBackFromCSV() throws {
    let curve = try curve(.iris, "a")
    let rows = csv([curve]).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(rows.first)
    #expect(rows.count == curve.records.count + 1)
    for (row, record) in zip(rows.dropFirst(), curve.records) {
      #expect(row.count == names.count)
      let fields = Dictionary(uniqueKeysWithValues: zip(names, row))
      #expect(fields["trial"] == "\(record.trial)")
      #expect(fields["time_us"] == "\(record.timeMicroseconds)")
      guard record.kind == .learning || record.kind == .evaluation else {
        #expect(fields["mean_square"] == "")
        #expect(fields["fault"] == (record.kind == .fault ? "element-open:3" : ""))
        continue
      }
      // Numbers are written so that they come back bit for bit.
      let meanSquare = try #require(Double(fields["mean_square"] ?? ""))
      #expect(meanSquare * 0x1p40 == Double(record.error))
      let volts = try #require(Double(fields["rms_volts"] ?? ""))
      #expect(abs(volts - 4 * meanSquare.squareRoot()) <= 1e-15)
      #expect(fields["correct"] == "\(record.correct)")
      #expect(fields["total"] == "\(record.total)")
    }
  }

  @Test func fieldsWithCommasAndQuotesAreQuoted() throws {
    let curve = try curve(.iris, "a,\"b\".journal")
    let line = try #require(csv([curve]).split(separator: "\n").dropFirst().first)
    #expect(line.hasPrefix("\"\(folder.path)/a,\"\"b\"\".journal\",3,1,0,5,started,"))
  }

  @Test func severalJournalsShareOneTable() throws {
    let curves = [try curve(.iris, "a"), try curve(.iris, "b")]
    let lines = csv(curves).split(separator: "\n")
    #expect(lines.count == 1 + 2 * curves[0].records.count)
    #expect(lines.filter { $0.hasPrefix("journal,") }.count == 1)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func jsonHasEveryKey() throws {
    let curves = try #require(try object(json([curve(.iris, "a")]))["curves"] as? [[String: Any]])
    let curve = try #require(curves.first)
    #expect(
      Set(curve.keys) == [
        "journal", "board", "task", "seed", "trials", "trials_planned", "full_scale_volts",
        "error_initial", "error_final", "error_test", "accuracy_train", "accuracy_test", "running",
        "train", "test", "faults", "sessions",
      ])
    #expect(curve["error_initial"] as? Double == 1.0 / 1024)
    #expect(curve["accuracy_test"] as? Double == 0.95)
    let running = try #require(curve["running"] as? [String: Any])
    #expect((running["trial"] as? [Int])?.count == 10)
    // rms 2^-5.5 x 4 V after the first hundred trials (2^29 units).
    let volts = try #require((running["rms_volts"] as? [Double])?.first)
    #expect(abs(volts - 4 / (32 * 2.0.squareRoot())) < 1e-15)
  }

  @Test func jsonOfARegressionHasNulls() throws {
    var journal = SyntheticJournal()
    journal.decision = 0
    journal.fullScaleMicrovolts = 0
    let curves = try #require(
      try object(json([curve(journal, "a")]))["curves"] as? [[String: Any]])
    for key in ["accuracy_train", "accuracy_test", "error_initial", "full_scale_volts"] {
      #expect(curves.first?[key] is NSNull, "\(key)")
    }
  }

  @Test func listingSaysEveryRecord() throws {
    let file = folder.file("a")
    try SyntheticJournal.iris.write(to: file)
    let contents = try JournalContents(reading: file, withTaps: true)
    let listing = journalListing(contents)
    let lines = listing.text.split(separator: "\n")
    let head = try #require(lines.firstIndex { $0.contains("kind") && $0.contains("at rail") })
    #expect(lines.count - head - 1 == contents.records.count)
    #expect(lines.contains { $0.hasSuffix("element-open:3") && $0.contains("fault") })
    // 2^30 units: 4 V x 2^-5.
    #expect(lines.contains { $0.contains("evaluation train") && $0.contains("125 mV") })
    #expect(lines.contains { $0.hasPrefix("checkpoint") && $0.contains("number 2 at trial 1,000") })
    #expect(lines.contains { $0.hasPrefix("taps") && $0.hasSuffix(" 16 17 18 19") })
    let object = try object(listing.json)
    #expect((object["records"] as? [Any])?.count == contents.records.count)
    let checkpoint = try #require(object["checkpoint"] as? [String: Any])
    #expect(checkpoint["taps"] as? [Int] == [16, 17, 18, 19])
    #expect(object["header"] != nil && object["sessions"] != nil)
  }
}
