import Foundation
import Reproduction
import Testing

/// Every figure holds what it claims, through 16-bit converters and taps of 2^-16 of their range:
/// all seeds, full length.
@Suite(.serialized) struct FigureTests {
  private func check(_ figure: String) throws {
    let place = try Workplace()
    let outcome = try #require(try place.reproduction(figure).run(.quiet()).first)
    #expect(!outcome.claims.isEmpty)
    for claim in outcome.claims {
      #expect(claim.holds, "figure \(figure): \(claim.text): \(claim.values), \(claim.bar)")
      #expect(!claim.values.isEmpty, "\(claim.text)")
    }
    #expect(outcome.undrawn == nil)
    for picture in outcome.pictures {
      let size = try Data(contentsOf: URL(fileURLWithPath: place.folder + "/" + picture)).count
      #expect(size > 2_000, "\(picture)")
    }
    #expect(FileManager.default.fileExists(atPath: place.folder + "/figure-\(figure).json"))
  }

  /// Amplitude, lag both ways, four values, gates, short times.
  @Test(arguments: ["2", "3", "6", "8", "11"]) func holds(_ figure: String) throws {
    try check(figure)
  }

  /// Synchronisation and the ecology's census.
  @Test(
    .enabled(if: runsLongTests, "takes minutes; set WHEATSTONE_LONG_TESTS=1"),
    arguments: ["5", "9"])
  func holdsAtLength(_ figure: String) throws { try check(figure) }

  @Test(
    .enabled(if: dataFolder != nil, "no recordings: set WHEATSTONE_DATA to a folder with fsdd/"))
  func spokenWords() throws { try check("7") }

  /// All but the alignment, which is as often uphill as downhill in this network.
  @Test(.enabled(if: runsLongTests, "takes a minute; set WHEATSTONE_LONG_TESTS=1"))
  func allostery() throws {
    let place = try Workplace()
    let outcome = try #require(try place.reproduction("4").run(.quiet()).first)
    for claim in outcome.claims where !claim.text.contains("cosine") {
      #expect(claim.holds, "\(claim.text): \(claim.values), \(claim.bar)")
    }
  }

  @Test func withoutDataWordsAreLeftOut() throws {
    let place = try Workplace()
    var reproduction = place.reproduction("7", isQuick: true)
    reproduction.dataFolder = place.folder
    let outcome = try #require(try reproduction.run(.quiet()).first)
    #expect(outcome.claims.isEmpty && outcome.pictures.isEmpty)
    #expect(outcome.skipped.first?.contains(place.folder + "/fsdd") == true)
  }
}
