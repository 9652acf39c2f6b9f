import Foundation
import Reproduction
import Testing

/// Variants of equilibrium propagation on a tenth of the handwritten digits.
@Suite(.serialized) struct DigitTests {
  private static let hasDigits: Bool = {
    guard let dataFolder else { return false }
    let names = try? FileManager.default.contentsOfDirectory(atPath: dataFolder + "/mnist")
    return names?.contains { $0.hasPrefix("train-images") } ?? false
  }()

  private static let figures = ["vector-field", "spiking", "initialised", "continual"]

  @Test(
    .enabled(if: hasDigits, "no digits: set WHEATSTONE_DATA to a folder with mnist/"),
    arguments: figures)
  func quickly(_ figure: String) throws {
    let place = try Workplace()
    let outcome = try #require(
      try place.reproduction(figure, isQuick: true).run(.quiet()).first)
    #expect(!outcome.claims.isEmpty)
    for claim in outcome.claims {
      #expect(claim.holds, "\(figure): \(claim.text): \(claim.values), \(claim.bar)")
      // How many sweeps are needed: a number only where so many suffice.
      #expect(claim.bar.isEmpty || !claim.values.isEmpty, "\(figure): \(claim.text)")
    }
    #expect(outcome.undrawn == nil && !outcome.pictures.isEmpty)
  }

  @Test(arguments: figures) func withoutDataTheyAreLeftOut(_ figure: String) throws {
    let place = try Workplace()
    var reproduction = place.reproduction(figure, isQuick: true)
    reproduction.dataFolder = place.folder
    let outcome = try #require(try reproduction.run(.quiet()).first)
    #expect(outcome.claims.isEmpty && outcome.pictures.isEmpty)
    #expect(outcome.skipped.first?.contains(place.folder + "/mnist") == true)
  }

  /// Where there are files of digits, they must be whole.
  @Test func damagedDigitsAreNamed() throws {
    let place = try Workplace()
    let folder = place.folder + "/mnist"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"] {
      try Data([0, 0, 8, 3, 0, 0]).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    var reproduction = place.reproduction("vector-field", isQuick: true)
    reproduction.dataFolder = place.folder
    let error = #expect(throws: (any Error).self) { _ = try reproduction.run(.quiet()) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("train-images-idx3-ubyte"))
  }
}
