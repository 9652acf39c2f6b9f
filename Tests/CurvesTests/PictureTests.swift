import Curves
import Foundation
import FoundationXML
import Journal
import Testing

/// The texts of an SVG, and whether it is well-formed.
private final class SVGReader: NSObject, XMLParserDelegate {
  var text = ""
  var root: [String: String] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "svg" { root = attributes }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

@Suite struct PictureTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func curve(_ journal: SyntheticJournal, _ name: String = "a") throws -> LearningCurve {
    try journal.write(to: folder.file(name))
    return LearningCurve(try JournalContents(reading: folder.file(name)))
  }

  private func svg(_ curves: [LearningCurve]) throws -> (reader: SVGReader, byteCount: Int) {
    let file = folder.file("picture.svg")
    try writePicture(of: curves, as: .svg, to: file)
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    let parser = XMLParser(data: data)
    let reader = SVGReader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return (reader, data.count)
  }

  @Test func svgHoldsTitleAxesAndFault() throws {
    let (reader, byteCount) = try svg([curve(.iris)])
    #expect(reader.root["width"] == "900" && reader.root["height"] == "560")
    for words in ["iris on iris9", "trials", "error (rms)", "accuracy", "element-open:3", "100 %"] {
      #expect(reader.text.contains(words), "\(words)")
    }
    #expect(byteCount < 100_000)
    // Nothing but journal and picture: no remains of unfinished files.
    #expect(try folder.names.sorted() == ["a", "picture.svg"])
  }

  @Test func pngHasItsSize() throws {
    let file = folder.file("picture.png")
    try writePicture(of: [curve(.iris)], as: .png, to: file)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    // IHDR: width and height, big-endian.
    #expect(Array(bytes[16..<24]) == [0, 0, 3, 132, 0, 0, 2, 48])
  }

  @Test func journalsAreOverlaidWithALegend() throws {
    var second = SyntheticJournal.iris
    second.seed = 8
    let (reader, _) = try svg([curve(.iris, "first.journal"), curve(second, "second.journal")])
    #expect(reader.text.contains("first.journal, seed 3"))
    #expect(reader.text.contains("second.journal, seed 8"))
    #expect(reader.text.contains("2 runs"))
  }

  @Test func hostileNamesStayText() throws {
    var journal = SyntheticJournal.iris
    let canary = folder.file("x")
    journal.task = "it's <&> `touch \(canary)`"
    journal.board = "'; system('touch x') #"
    let (reader, _) = try svg([curve(journal)])
    #expect(reader.text.contains("it's <&> `touch "))
    #expect(reader.text.contains("'; system('touch x') #"))
    #expect(!FileManager.default.fileExists(atPath: canary))
    #expect(!FileManager.default.fileExists(atPath: "x"))
  }

  @Test func longRunsGiveSmallPictures() throws {
    var journal = SyntheticJournal.iris
    journal.records = (1...30_000).map { trial in
      JournalRecord(
        .learning, trial: UInt64(trial), timeMicroseconds: 0,
        error: UInt64(trial &* 7919 % 65_537) << 12)
    }
    journal.checkpointsAfter = []
    let long = try curve(journal)
    #expect(try svg([long]).byteCount < 100_000)
    #expect(try svg([LearningCurve](repeating: long, count: 20)).byteCount < 100_000)
  }
}
