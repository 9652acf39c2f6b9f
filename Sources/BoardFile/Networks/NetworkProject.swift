internal import Plan
internal import PlanImage
public import SimulatedBoard

/// A network that moves in time with the task that it shall learn, both without errors.
public struct NetworkProject: Sendable {
  public var network: NetworkDescription
  public var task: NetworkTask

  /// Reads both; nil where the board file describes no such network, but resistors.
  public static func load(
    board argument: String?, task taskArgument: String?
  ) throws(Diagnostics) -> NetworkProject? {
    try load(from: BoardLocation.find(argument), task: taskArgument)
  }

  /// The same from files that have been found.
  public static func load(
    from location: BoardLocation, task taskArgument: String?
  ) throws(Diagnostics) -> NetworkProject? {
    let log = DiagnosticLog()
    let shown = location.store.displayName(location.boardFile)
    guard let bytes = location.store.read(location.boardFile, TextGuard.byteLimit),
      let root = Document.read(bytes, file: shown, log: DiagnosticLog()),
      NetworkReader.isNetwork(root)
    else { return nil }
    let network = NetworkReader.read(root, file: shown, log: log)
    if log.hasErrors { throw log.sorted }
    let (text, file) = try location.readTask(taskArgument ?? network.defaultTask, of: shown)
    let task = NetworkTaskReader.read(
      text, file: file, network: network, store: location.store, log: log)
    guard let task, !log.hasErrors else { throw log.sorted }
    return NetworkProject(network: network, task: task)
  }

  /// Doubts that are no errors.
  public var warnings: [Diagnostic] { [cannotStart, isClipped].compactMap(\.self) }

  /// Signals and targets that leave what converters reach.
  private var isClipped: Diagnostic? {
    let inputs = task.train + task.test
    let reach = network.sources.map {
      network.kind == .kuramoto && !$0.isPush ? .infinity : $0.scale
    }
    let full = network.kind == .kuramoto ? Double.infinity : network.fullScale
    let isOutside = inputs.contains { example in
      example.inputs.contains { zip($0, reach).contains { abs($0) > $1 } }
        || example.targets.joined().contains { abs($0) > full }
    }
    guard isOutside else { return nil }
    return Diagnostic(
      .warning, file: network.file,
      message:
        "a signal or a target of \(task.name) leaves the converters' range, and is cut there",
      allowed: "within fullScale, or a source's scale")
  }

  /// Phases whose couplings are all exactly 0: where no output has a source for a neighbour, what
  /// every element sees is 0, and so is the exact gradient.
  private var cannotStart: Diagnostic? {
    guard network.kind == .kuramoto, network.clamps.allSatisfy({ !$0.isPush }),
      case .constant(0)? = network.tunings["couplings"]?.start
    else { return nil }
    let (sources, outputs) = (Set(network.sources.map(\.node)), Set(network.clamps.map(\.node)))
    let isNeighbour = network.couplings.contains {
      sources.contains($0.from) && outputs.contains($0.to)
        || $0.isReciprocal && sources.contains($0.to) && outputs.contains($0.from)
    }
    guard !isNeighbour else { return nil }
    return Diagnostic(
      .warning, file: network.file,
      message: "couplings of exactly 0 cannot start: between a source and a distant output every "
        + "element sees 0, and the exact gradient is 0 as well",
      allowed: "a little, such as start: {normal: 0.01}")
  }

  /// Reads a network alone.
  public static func network(
    at location: BoardLocation
  ) throws(Diagnostics) -> NetworkDescription {
    let log = DiagnosticLog()
    let shown = location.store.displayName(location.boardFile)
    guard let bytes = location.store.read(location.boardFile, TextGuard.byteLimit),
      let root = Document.read(bytes, file: shown, log: log)
    else {
      throw log.hasErrors
        ? log.sorted : Diagnostics([Diagnostic(file: shown, message: "the file cannot be read")])
    }
    let network = NetworkReader.read(root, file: shown, log: log)
    if log.hasErrors { throw log.sorted }
    return network
  }

  /// The plan of a run.
  public func compile(
    _ overrides: PlanOverrides = PlanOverrides()
  ) throws(Diagnostics) -> CompiledNetwork {
    var task = task
    if let seed = overrides.seed { task.seed = seed }
    if let trials = overrides.trials {
      // Whole batches, as in a task file.
      let batch = UInt64(task.batch)
      task.trials = min(trials, 1 << 48) / batch * batch + (trials % batch > 0 ? batch : 0)
    }
    let model = network.model(seed: task.seed)
    let draft: PlanDraft
    do {
      draft = try NetworkPlan.draft(model, task)
    } catch {
      throw Diagnostics([
        Diagnostic(file: network.file, message: "task \(task.name): \(error.description)")
      ])
    }
    return CompiledNetwork(
      image: draft.image(), model: model, seed: task.seed,
      trials: task.trials, journalName: "\(network.name)-\(task.name)-\(task.seed).journal")
  }
}

/// A plan with what the host needs and the plan does not carry.
public struct CompiledNetwork: Sendable {
  public var image: [UInt8]
  public var model: NetworkModel
  public var seed: UInt64
  public var trials: UInt64
  public var journalName: String
}
