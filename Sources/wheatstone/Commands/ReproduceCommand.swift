import ArgumentParser
import Foundation
import Reproduction

struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Train, measure and draw the figures of learning in time.",
    discussion: """
      Networks that oscillate, fire, react and compete learn trajectories by the fixed-point \
      engine, through simulated converters and taps; each figure becomes pictures (SVG, PNG) and \
      numbers (JSON) in a folder. An interrupted run goes on where it was.

      Exit status 1: a figure misses one of its bars (not with --quick).
      """)

  @Argument(help: "Figures (see --list), or all.")
  var figures: [String] = ["all"]

  @Flag(help: "Fewer seeds and trials: minutes instead of an hour; bars may be missed.")
  var quick = false

  @Option(help: "The folder for pictures and numbers.", completion: .directory)
  var out = "figures"

  @Option(
    help: """
      The folder of data sets: spoken words need DATA/fsdd/0_george_0.wav and so on, digits the four \
      files of MNIST in DATA/mnist.
      """,
    completion: .directory)
  var data: String?

  @Option(help: "Studies at a time (default: as many as there are processors).")
  var jobs: Int?

  @Flag(help: "List the figures and end.")
  var list = false

  @Flag(help: "One JSON array.")
  var json = false

  func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs must lie within 1 and 1024")
    }
    let known = Figure.all.map(\.name)
    for figure in figures where figure != "all" && !known.contains(figure) {
      throw ValidationError(
        "there is no figure \(figure); allowed: all, \(known.joined(separator: ", "))")
    }
  }

  func run() throws {
    if list {
      try Output.write(Figure.all.map { "\($0.name)\t\($0.title)\n" }.joined())
      return
    }
    let chosen = Figure.all.filter { figures.contains("all") || figures.contains($0.name) }
    let reproduction = Reproduction(
      chosen, isQuick: quick, folder: out, dataFolder: data,
      workers: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let interrupt = Interrupt()
    let display = ReproduceDisplay(terminal: .standardError, isSilent: json)
    let progress = ReproductionProgress(
      isStopped: { interrupt.isRaised }, show: { display.show($0) })
    let outcomes: [Reproduction.Outcome]
    do {
      outcomes = try reproduction.run(progress)
    } catch is ReproductionProgress.Interrupted {
      display.end()
      throw Failure.end(
        .interrupted, "stopped; what is done is kept in \(out), the same command goes on")
    } catch let error as StudyError {
      display.end()
      throw Failure.end(.inputOutput, "error: \(error)")
    }
    display.end()
    try Output.write(json ? Self.json(outcomes) : ReproduceText.of(outcomes, folder: out))
    if !quick, outcomes.contains(where: { $0.claims.contains { !$0.holds } }) {
      throw ExitCode(1)
    }
  }

  private static func json(_ outcomes: [Reproduction.Outcome]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(outcomes), as: UTF8.self) + "\n"
  }
}
