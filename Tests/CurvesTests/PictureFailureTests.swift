import Curves
import Foundation
import Testing

@Suite struct PictureFailureTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func curve(_ journal: SyntheticJournal) throws -> LearningCurve {
    try journal.write(to: folder.file("a"))
    return LearningCurve(try JournalContents(reading: folder.file("a")))
  }

  @Test func withoutGnuplotTheErrorSaysHowToGetIt() throws {
    let file = folder.file("picture.svg")
    let curve = try curve(.iris)
    for path in ["", "relative/folder", folder.path] {
      let error = #expect(throws: PictureError.self) {
        try writePicture(of: [curve], as: .svg, to: file, environment: ["PATH": path])
      }
      #expect(error == .gnuplotMissing)
    }
    #expect(PictureError.gnuplotMissing.description.contains("apt-get install"))
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func aProgramThatHangsIsStoppedAndOneThatFailsIsQuoted() throws {
    let curve = try curve(.iris)
    let target = folder.file("picture.svg")
    try "old".write(toFile: target, atomically: true, encoding: .utf8)
    let program = folder.file("gnuplot")
    func draw(_ script: String) -> PictureError? {
      do {
        try "#!/bin/sh\n\(script)\n".write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try writePicture(
          of: [curve], as: .svg, to: target, environment: ["PATH": folder.path],
          timeoutSeconds: 0.5)
        return nil
      } catch { return error as? PictureError }
    }
    #expect(draw("while :; do :; done") == .gnuplotTimedOut(seconds: 0.5))
    #expect(
      draw("echo 'line 3: no such thing' >&2; exit 2")
        == .gnuplotFailed(status: 2, message: "line 3: no such thing"))
    #expect(draw("exit 0") == .gnuplotFailed(status: 0, message: "it drew nothing"))
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "old")
    #expect(try folder.names.sorted() == ["a", "gnuplot", "picture.svg"])
  }

  @Test func placesThatCannotBeWrittenSayWhy() throws {
    let curve = try curve(.iris)
    for file in ["", folder.path, "/dev/null", folder.file("none/picture.svg")] {
      let error = #expect(throws: PictureError.self) {
        try writePicture(of: [curve], as: .svg, to: file)
      }
      guard case .fileNotWritten = error else {
        Issue.record("\(file): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func anEmptyJournalHasNothingToDraw() throws {
    let empty = try curve(SyntheticJournal())
    let error = #expect(throws: PictureError.self) {
      try writePicture(of: [empty], as: .png, to: folder.file("picture.png"))
    }
    #expect(error == .nothingToDraw)
  }
}
