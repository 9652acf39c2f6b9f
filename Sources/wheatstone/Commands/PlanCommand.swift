import ArgumentParser
import BoardFile
import DigitalBoard
import Foundation
import LearningEngine
import Plan
import PlanImage
import Wiring

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Compile a board and a task into a plan, or show a plan.",
    usage: """
      wheatstone plan <board> <task> -o <file> [--seed <seed>] [--trials <trials>] [--calibration <file>] [--data <folder>]
      wheatstone plan show <file> [--full] [--json]
      """,
    subcommands: [Compile.self, Show.self],
    defaultSubcommand: Compile.self)

  struct Compile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compile", abstract: "Compile a board and a task (default).")

    @Argument(help: "The board.")
    var board: String

    @Argument(help: "A task beside the board, or a task file; by default the board's own.")
    var task: String?

    @Option(name: .shortAndLong, help: "Where the plan goes.")
    var output: String

    @Option(help: "Draws examples, their order, and the subsets of elements.")
    var seed: UInt64?

    @Option(help: "How many trials; by default as the task says.")
    var trials: UInt64?

    @Option(
      help: "Put in the corrections that `wheatstone calibrate` wrote.", completion: .file())
    var calibration: String?

    @Option(
      help: "Pictures: the folder of the idx files; as for `wheatstone learn`.",
      completion: .directory)
    var data: String?

    func run() throws {
      if let layers = try Failure.reportingFiles({
        try LayeredProject.load(board: board, task: task)
      }) {
        let compiled = try Failure.reportingFiles {
          try layers.compile(.find(data), PlanOverrides(seed: seed, trials: trials))
        }
        return try write(compiled.image, trials: compiled.trials)
      }
      if let network = try Failure.reportingFiles({
        try NetworkProject.load(board: board, task: task)
      }) {
        let compiled = try Failure.reportingFiles {
          try network.compile(PlanOverrides(seed: seed, trials: trials))
        }
        return try write(compiled.image, trials: compiled.trials)
      }
      let compiled = try Failure.reportingFiles {
        let project = try Project.load(board: board, task: task, calibration: calibration)
        let compiled = try project.compile(PlanOverrides(seed: seed, trials: trials))
        for warning in project.warnings + compiled.warnings {
          Failure.report(warning.description)
        }
        return compiled
      }
      try write(compiled.image, trials: compiled.trials)
    }

    private func write(_ image: [UInt8], trials: UInt64) throws {
      let plan: PlanMemory
      do {
        // The runtime's own check, before anybody relies on the file.
        plan = try PlanMemory(image)
        try Data(image).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch let error as PlanError {
        throw Failure.end(.badFile, "error: the compiled plan is refused: \(describe(error))")
      } catch {
        throw Failure.end(
          .inputOutput, "error: \(output) cannot be written: \(error.localizedDescription)")
      }
      var memory = Engine.byteCount(for: plan.plan)
      if plan.plan.isLayered { memory += Engine.layersByteCount(for: plan.plan) }
      let states = DigitalBoard.stateByteCount(for: plan.plan)
      try Output.line(
        "\(output): \(image.count) bytes, \(trials) trials; the engine works in \(memory) bytes"
          + (states > 0 ? ", the states of examples take \(states)" : ""))
      // A board without hardware has no buses to tell about.
      guard plan.plan.wiringCount > 0, unsafe try Wiring(checking: plan.plan.wiring).isWired
      else { return }
      try Output.write(BusReport(try WiredAccess(plan, board: board).budget()).text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show every field of a plan.")

    @Argument(help: "The plan.", completion: .file())
    var file: String

    @Flag(help: "Every value of the long tables as well.")
    var full = false

    @Flag(help: "One JSON array.")
    var json = false

    func run() throws {
      guard let bytes = FileStore.bytes(ofFile: file, limit: 1 << 30) else {
        throw Failure.end(.inputOutput, "error: \(file) cannot be read")
      }
      let plan: PlanMemory
      do { plan = try PlanMemory(bytes) } catch {
        throw Failure.end(.badFile, "error: \(file): \(describe(error))")
      }
      let fields = planListing(plan.plan, full: full)
      try Output.line(json ? try planJSON(fields) : planText(fields))
    }
  }
}
