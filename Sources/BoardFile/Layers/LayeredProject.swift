internal import Foundation
internal import Plan
internal import PlanImage

/// A network without an analog part with the task that it shall learn, both without errors.
public struct LayeredProject: Sendable {
  public var network: LayeredDescription
  public var task: ImageTask

  /// Reads both; nil where the board file describes another kind of board.
  public static func load(
    board argument: String?, task taskArgument: String?
  ) throws(Diagnostics) -> LayeredProject? {
    try load(from: BoardLocation.find(argument), task: taskArgument)
  }

  /// The same from files that have been found.
  public static func load(
    from location: BoardLocation, task taskArgument: String?
  ) throws(Diagnostics) -> LayeredProject? {
    let log = DiagnosticLog()
    let shown = location.store.displayName(location.boardFile)
    guard let bytes = location.store.read(location.boardFile, TextGuard.byteLimit),
      let root = Document.read(bytes, file: shown, log: DiagnosticLog()),
      LayeredReader.isLayered(root)
    else { return nil }
    let network = LayeredReader.read(root, file: shown, log: log)
    if log.hasErrors { throw log.sorted }
    let (text, file) = try location.readTask(taskArgument ?? network.defaultTask, of: shown)
    let task = ImageTaskReader.read(text, file: file, network: network, log: log)
    guard let task, !log.hasErrors else { throw log.sorted }
    return LayeredProject(network: network, task: task)
  }

  /// The plan of a run, with the pictures in it.
  public func compile(
    _ images: ImageFolder, _ overrides: PlanOverrides = PlanOverrides()
  ) throws(Diagnostics) -> CompiledLayers {
    var task = task
    if let seed = overrides.seed { task.seed = seed }
    if let trials = overrides.trials {
      let batch = UInt64(task.batch)
      task.trials = min(trials, 1 << 48) / batch * batch + (trials % batch > 0 ? batch : 0)
    }
    let draft = try LayeredPlan.draft(network, task, images.load(for: network, task))
    return CompiledLayers(
      image: draft.image(), name: network.name, seed: task.seed, trials: task.trials,
      journalName: "\(network.name)-\(task.name)-\(task.seed).journal")
  }
}

/// A plan with what the host needs and the plan does not carry.
public struct CompiledLayers: Sendable {
  public var image: [UInt8]
  public var name: String
  public var seed: UInt64
  public var trials: UInt64
  public var journalName: String
}
