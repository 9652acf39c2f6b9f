import BoardFile
import Foundation
import PlanImage

/// `transcript-maker FOLDER [BOARD [TASK [TRIALS]]]`: learns on a simulated board, and leaves in
/// FOLDER `plan`, the `transcript` of the board, and the `journal` and `taps` that the run came to;
/// also two transcripts that must be noticed, `damaged` and `flipped`. For tools/prove-embedded.
@main
enum TranscriptMaker {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    let trials = words.count > 3 ? UInt64(words[3]) : nil
    guard let folder = words.first, words.count <= 4, words.count < 4 || trials != nil else {
      complain("usage: transcript-maker FOLDER [BOARD [TASK [TRIALS]]]")
      exit(64)
    }
    do {
      let project = try Project.load(
        board: words.count > 1 ? words[1] : nil, task: words.count > 2 ? words[2] : nil)
      let compiled = try project.compile(PlanOverrides(trials: trials))
      let files = RunFiles(folder: URL(fileURLWithPath: folder, isDirectory: true))
      try Data(compiled.image).write(to: files.plan)
      try record(compiled, into: files)
    } catch let error as Diagnostics {
      for mistake in error.list { complain(mistake.description) }
      exit(2)
    } catch {
      complain("transcript-maker: \(error)")
      exit(1)
    }
  }

  private static func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

/// What a run leaves, each in a file of its own.
struct RunFiles {
  let folder: URL

  var plan: URL { folder.appending(path: "plan") }
  var transcript: URL { folder.appending(path: "transcript") }
  var damaged: URL { folder.appending(path: "damaged") }
  var flipped: URL { folder.appending(path: "flipped") }
  var journal: URL { folder.appending(path: "journal") }
  var taps: URL { folder.appending(path: "taps") }
}
