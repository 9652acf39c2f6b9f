import ArgumentParser
import BoardFile
import Foundation
import SimulatedBoard

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn a task on a simulated board, and show the curve.",
    discussion: """
      Without arguments: three species of iris on nine nodes and sixteen potentiometers.

      Ctrl-C ends the run in the safe state; --resume goes on as if it had never stopped.

      A fault is KIND:CHANNEL@TRIAL, for example element-open:e3@500. Kinds: element-stuck, \
      element-open, element-shorted, probe-stuck, probe-saturated, probe-disconnected, \
      clamp-stuck, source-off. Learning goes on around a lost element; any other fault is found by the board's \
      self-test and ends the run.

      --json prints one object: trials, seed, error_initial, error_final (mean square over the \
      training examples, as a fraction of full scale squared), accuracy_train, accuracy_test \
      (null without classes), taps, seconds, trials_per_second, journal; and fault where one ended \
      the run.
      """)

  @Argument(
    help: "The board; by default the one that ships inside the program.", completion: .file())
  var board: String?

  @Option(
    help: "A task beside the board, or a task file; by default the board's own.",
    completion: .file())
  var task: String?

  @Option(help: "How many trials; by default as the task says.")
  var trials: UInt64?

  @Option(help: "Draws examples, their order, and the board's imperfections.")
  var seed: UInt64?

  @Option(
    help: "The journal; by default a new one in the state folder.", completion: .file())
  var journal: String?

  @Flag(
    help: """
      Go on where the journal ends, with the same options; without --journal, the newest of this run.
      """)
  var resume = false

  @Flag(help: "One JSON object on the standard output, and nothing else.")
  var json = false

  @Option(
    help: """
      How deep to simulate: network; bytes: the same behind emulated chips and their drivers; \
      hardware: nothing, the board on this computer's buses.
      """)
  var depth = SimulationDepth.network

  @Option(
    help: "Correct sources, clamps and probes by what `wheatstone calibrate` wrote.",
    completion: .file())
  var calibration: String?

  @Flag(help: "Leave out the converters' noise.")
  var noNoise = false

  @Flag(
    help: """
      Networks that move in time: hold updates against the exact gradient, and journal the cosine.
      """)
  var alignment = false

  @Option(
    help: """
      Pictures: the folder of the idx files, packed or not; by default WHEATSTONE_DATA, or \
      wheatstone/mnist in the user's data folder.
      """, completion: .directory)
  var data: String?

  @Option(
    help: """
      Networks of layers: how many threads share a batch; by default one per processor, at most 4. \
      What is learnt is the same.
      """)
  var threads: Int?

  @Flag(help: "Draw no picture.")
  var noPicture = false

  @Option(
    name: .customLong("fault"), help: "A fault to inject: KIND:CHANNEL@TRIAL. May be repeated.")
  var faults: [String] = []

  func run() throws {
    let layers = try Failure.reportingFiles { try LayeredProject.load(board: board, task: task) }
    if let layers { return try learn(try session(layers)) }
    if data != nil || threads != nil {
      throw ValidationError("--data and --threads are for networks of layers")
    }
    let network = try Failure.reportingFiles { try NetworkProject.load(board: board, task: task) }
    try learn(try network.map(session) ?? resistorSession())
  }

  /// A network that moves in time has no chips, no calibration, and no faults to inject.
  private func session(_ project: NetworkProject) throws -> LearnSession {
    if depth != .network || calibration != nil || noNoise || !faults.isEmpty {
      throw ValidationError(
        "\(project.network.name) moves in time: --depth, --calibration, --no-noise and --fault are "
          + "for networks of resistors")
    }
    let compiled = try Failure.reportingFiles {
      try project.compile(PlanOverrides(seed: seed, trials: trials))
    }
    for warning in project.warnings { Failure.report(warning.description) }
    var session = try LearnSession(
      image: compiled.image, stage: .network(compiled.model),
      journalPath: journalPath(compiled.journalName), resume: resume,
      mayReplacePlan: trials != nil)
    if alignment {
      var task = project.task
      task.trials = compiled.trials
      session.alignment = AlignmentMeter(compiled.model, task)
      if session.alignment == nil {
        throw ValidationError("--alignment needs a task with 'order: cyclic' and 'batch: 1'")
      }
    }
    return session
  }

  /// A network without an analog part has nothing else to say.
  private func session(_ project: LayeredProject) throws -> LearnSession {
    if depth != .network || calibration != nil || noNoise || alignment || !faults.isEmpty {
      throw ValidationError(
        "\(project.network.name) has no analog part: --depth, --calibration, --no-noise, --alignment "
          + "and --fault are for boards that have one")
    }
    let compiled = try Failure.reportingFiles {
      try project.compile(.find(data), PlanOverrides(seed: seed, trials: trials))
    }
    if let threads, !(1...4).contains(threads) {
      throw ValidationError("--threads \(threads): allowed are 1 to 4")
    }
    var session = try LearnSession(
      image: compiled.image, stage: .layers(compiled.name),
      journalPath: journalPath(compiled.journalName), resume: resume,
      mayReplacePlan: trials != nil)
    session.threads = threads ?? min(ProcessInfo.processInfo.activeProcessorCount, 4)
    return session
  }

  private func resistorSession() throws -> LearnSession {
    if alignment {
      throw ValidationError("--alignment is for networks that move in time")
    }
    let project = try Failure.reportingFiles {
      try Project.load(board: board, task: task, calibration: calibration)
    }
    let compiled = try Failure.reportingFiles {
      try project.compile(PlanOverrides(seed: seed, trials: trials))
    }
    for warning in project.warnings + compiled.warnings {
      Failure.report(warning.description)
    }
    var model = compiled.board
    if noNoise { model = model.withoutNoise() }
    let injections = try faults.map { text in
      do { return try model.faultInjection(text) } catch {
        throw ValidationError("--fault \(text): \(error)")
      }
    }
    return try LearnSession(
      image: compiled.image, stage: .resistors(model, compiled.faults + injections, depth),
      journalPath: journalPath(compiled.journalName), resume: resume,
      mayReplacePlan: trials != nil)
  }

  private func learn(_ session: LearnSession) throws {
    let display: any LearnDisplay =
      json ? SilentDisplay() : TextDisplay(terminal: .standardOutput, title: session.title)
    let result = try session.run(showing: display, interrupt: Interrupt())
    let picture = noPicture ? nil : Picture.draw(result.curve)
    if json {
      try Output.line(result.json())
    } else {
      try Output.write(result.text(.standardOutput, picture: picture))
    }
    if let fault = result.fault {
      throw Failure.end(
        .boardFault,
        "fault: \(fault); the run ended in the safe state, the journal names the fault: "
          + "\(Self.program) journal show \(Self.quoted(session.journalPath))")
    }
    if result.isInterrupted {
      throw Failure.end(
        .interrupted,
        "interrupted at trial \(result.trials), in the safe state; continue with: "
          + resumeCommand(session.journalPath))
    }
  }

  private func journalPath(_ name: String) throws -> String {
    if let journal { return journal }
    let place = JournalPlace(journalName: name)
    return try resume ? place.newest() : place.fresh()
  }

  /// What to type to go on.
  private func resumeCommand(_ path: String) -> String {
    var words = [Self.program, "learn"]
    if let board { words.append(board) }
    if let task { words += ["--task", task] }
    if let trials { words += ["--trials", String(trials)] }
    if let seed { words += ["--seed", String(seed)] }
    if depth != .network { words += ["--depth", depth.rawValue] }
    if let calibration { words += ["--calibration", calibration] }
    if noNoise { words.append("--no-noise") }
    if let data { words += ["--data", data] }
    if let threads { words += ["--threads", String(threads)] }
    for fault in faults { words += ["--fault", fault] }
    words += ["--resume", "--journal", path]
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// As it was called, so that what is printed can be typed.
  private static var program: String { CommandLine.arguments.first ?? "wheatstone" }

  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      (byte >= 0x2B && byte <= 0x3A) || (byte >= 0x40 && byte <= 0x5A) || byte == 0x5F
        || (byte >= 0x61 && byte <= 0x7A) || byte > 0x7F || byte == 0x3D
    }
    return plain && !word.isEmpty
      ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
