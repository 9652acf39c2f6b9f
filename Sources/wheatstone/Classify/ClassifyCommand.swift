import ArgumentParser
import BoardFile
import ImageFile
import RelaxationView

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Ask a network that has learnt what images show: an output for each class.",
    discussion: """
      Outputs are 0 to 1; the largest is marked and is the answer. With --labels the error rate \
      stands at the end.
      """)

  @Argument(help: "The journal of the run that taught the network.", completion: .file())
  var journal: String

  @Option(
    help: "The board that the journal is of; by default the one of its name in boards/.",
    completion: .file())
  var board: String?

  @Option(help: "A PNG file, or an idx file of images, packed by gzip or not.", completion: .file())
  var input: String

  @Option(help: "Only this image of an idx file, from 0.")
  var image: Int?

  @Option(help: "An idx file of the images' labels.", completion: .file())
  var labels: String?

  @OptionGroup
  var images: ImageOptions

  @Option(help: "Sweeps of the relaxation; by default the task's.")
  var sweeps: Int?

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    if let image, image < 0 { throw ValidationError("--image must be at least 0") }
    if let sweeps, !(1...10_000).contains(sweeps) {
      throw ValidationError("--sweeps must be 1 to 10,000")
    }
  }

  func run() throws {
    let digits = try TrainedDigits.trained(journal: journal, board: board)
    let found = try images.read(input, for: digits, only: image)
    let known = try labels.map { try readLabels($0, count: found.fileCount, digits.classCount) }
    let sweeps = sweeps ?? digits.settings.freeSweeps
    let answers = found.images.enumerated().map { index, picture in
      let number = image ?? index
      return Classification.Answer(
        image: number, outputs: digits.network.outputs(for: picture.levels, sweeps: sweeps),
        label: known.map { Int($0[number]) })
    }
    let classification = Classification(answers)
    if json {
      try Output.line(try classification.json())
    } else {
      try Output.write(classification.text(usesColor: Terminal.standardOutput.usesColor))
    }
  }

  private func readLabels(_ file: String, count: Int, _ classes: Int) throws -> [UInt8] {
    let bytes = try ImageOptions.bytes(file)
    return try ImageOptions.reporting {
      let idx = try IdxFile(bytes, file: file)
      guard idx.sizes.count == 1 else {
        throw Diagnostic(
          file: file, message: "other sizes than a label file's: are these images?",
          value: idx.sizes.map { String($0) }.joined(separator: " x "), allowed: "1: how many")
      }
      guard idx.sizes[0] == count else {
        throw Diagnostic(
          file: file, message: "not as many labels as \(input) has images",
          value: "\(idx.sizes[0])", allowed: "\(count)")
      }
      if let wrong = idx.values.firstIndex(where: { $0 >= classes }) {
        throw Diagnostic(
          file: file, message: "label \(wrong) (counted from 0) is no class",
          value: "\(idx.values[wrong])", allowed: "0 to \(classes - 1)")
      }
      return idx.values
    }
  }
}
