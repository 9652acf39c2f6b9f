import ArgumentParser
import BoardFile
import ImageFile
import RelaxationView

struct RelaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relax",
    abstract: "Show how a digital network relaxes to one image, layer by layer.",
    discussion: """
      First the network relaxes freely, then, where the right answer is known, nudged towards it. \
      For each step shown: the layers as pictures (black 0, white 1), energy and cost, and how \
      many states changed. Terminals with colours get half blocks; others, pipes and NO_COLOR \
      letters.

      Images come from the data set that --data names, or from a PNG or idx file (--input).
      """)

  @Argument(help: "The board.", completion: .file())
  var board: String

  @Option(
    help: "The journal of the run that taught the network; by default the newest of its task.")
  var journal: String?

  @Option(help: "The image's number, from 0.")
  var image = 0

  @Option(
    help: """
      The folder of the data set's idx files; by default WHEATSTONE_DATA, or wheatstone/mnist in the \
      user's data folder.
      """, completion: .directory)
  var data: String?

  @Option(help: "Of which part of the data set: test or train.")
  var set = ImagePart.test

  @Option(help: "A PNG or idx file instead of the data set.", completion: .file())
  var input: String?

  @Option(help: "The right answer to --input; with it the nudged phase is shown as well.")
  var label: Int?

  @OptionGroup
  var images: ImageOptions

  @Option(help: "Sweeps of the free phase; by default the task's.")
  var free: Int?

  @Option(help: "Sweeps of the nudged phase; by default the task's.")
  var nudged: Int?

  @Option(help: "Show every so many steps.")
  var every: Int?

  @Option(help: "Show these steps: N,N,...; by default 0, 1, 2, 4, 8, ... and each phase's last.")
  var steps: StepList?

  @Flag(help: "Draw all steps in one place, one after another; needs a terminal.")
  var animate = false

  @Flag(help: "Draw in sixels, for terminals that show them.")
  var sixel = false

  @Flag(help: "One JSON object: every step.")
  var json = false

  @Flag(help: "With --json: all states of every step.")
  var states = false

  @Option(help: "Draw an SVG picture of the shown steps.", completion: .file())
  var svg: String?

  @Option(
    help: "Draw a PNG picture of every step, or of those asked for, into this folder.",
    completion: .directory)
  var png: String?

  func validate() throws {
    if every != nil && steps != nil {
      throw ValidationError("--every and --steps exclude each other")
    }
    if let every, every < 1 { throw ValidationError("--every must be at least 1") }
    if data != nil && input != nil {
      throw ValidationError("give either --data FOLDER or --input FILE")
    }
    if label != nil && input == nil { throw ValidationError("--label goes with --input") }
    if input == nil && (images.fit || images.invert) {
      throw ValidationError("--fit and --invert go with --input")
    }
    if states && !json { throw ValidationError("--states goes with --json") }
    if [free ?? 0, nudged ?? 0, image].contains(where: { $0 < 0 }) {
      throw ValidationError("--free, --nudged and --image must be at least 0")
    }
    if max(free ?? 0, nudged ?? 0) > 10_000 {
      throw ValidationError("--free and --nudged must be at most 10,000")
    }
  }

  func run() throws {
    let digits = try TrainedDigits.trained(board: board, journal: journal)
    let example = try RelaxExample.find(self, for: digits)
    var settings = digits.settings
    settings.freeSweeps = free ?? settings.freeSweeps
    settings.nudgedSweeps = nudged ?? settings.nudgedSweeps
    let trace = digits.network.trace(
      of: example.image.levels, target: example.label.map { digits.network.target(label: $0) },
      settings: settings)
    let shown = every.map { ShownSteps.every($0) } ?? steps.map { .listed($0.steps) } ?? .doubling
    let scene = RelaxationScene(
      title: "\(digits.name), \(example.name)", label: example.label, trace: trace, shown: shown,
      rows: digits.rows, columns: digits.columns)
    if scene.shown.isEmpty {
      throw ValidationError("--steps: the steps are 0 to \(trace.steps.count - 1)")
    }
    try RelaxOutput(scene: scene, command: self).write()
  }
}
