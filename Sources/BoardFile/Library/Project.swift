internal import SimulatedBoard

/// A board with the task that it shall learn, both without errors.
public struct Project: Sendable {
  public var board: BoardDescription
  public var task: TaskDescription
  /// Doubts that are no errors.
  public var warnings: [Diagnostic]

  /// Reads a board and a task.
  ///
  /// - Parameters:
  ///   - boardArgument: what ``BoardLocation/find(_:)`` takes.
  ///   - taskArgument: the name of a task beside the board, or a task file; nil: the one that the
  ///     board file names.
  ///   - calibration: a calibration file of this board; nil: none is used.
  public static func load(
    board boardArgument: String?, task taskArgument: String?, calibration: String? = nil
  ) throws(Diagnostics) -> Project {
    try load(
      from: BoardLocation.find(boardArgument), task: taskArgument, calibration: calibration)
  }

  /// The same from files that have been found.
  public static func load(
    from location: BoardLocation, task taskArgument: String?, calibration: String? = nil
  ) throws(Diagnostics) -> Project {
    let log = DiagnosticLog()
    guard let board = readBoard(location, calibration, log) else { throw log.sorted }
    let task = readTask(taskArgument, board, location, log)
    guard let task, !log.hasErrors else { throw log.sorted }
    return Project(board: board, task: task, warnings: log.sorted.list)
  }

  /// Compiles the two.
  public func compile(
    _ overrides: PlanOverrides = PlanOverrides()
  ) throws(Diagnostics) -> CompiledPlan {
    try PlanCompiler.compile(board: board, task: task, overrides: overrides)
  }

  /// Everything that is wrong or doubtful with a board and a task; also compiles them. Without a
  /// task argument the board's own task is checked, if it names one.
  public static func check(
    board: String?, task: String?, calibration: String? = nil
  ) -> [Diagnostic] {
    do {
      return check(at: try BoardLocation.find(board), task: task, calibration: calibration)
    } catch {
      return error.list
    }
  }

  /// The same for files that have been found.
  public static func check(
    at location: BoardLocation, task: String?, calibration: String? = nil
  ) -> [Diagnostic] {
    let log = DiagnosticLog()
    guard let board = readBoard(location, calibration, log),
      task != nil || board.defaultTask != nil,
      let task = readTask(task, board, location, log), !log.hasErrors
    else { return log.sorted.list }
    do {
      let compiled = try PlanCompiler.compile(board: board, task: task)
      compiled.warnings.forEach(log.add)
    } catch {
      error.list.forEach(log.add)
    }
    return log.sorted.list
  }

  private static func readBoard(
    _ location: BoardLocation, _ calibration: String?, _ log: DiagnosticLog
  ) -> BoardDescription? {
    let shown = location.store.displayName(location.boardFile)
    guard let bytes = location.store.read(location.boardFile, TextGuard.byteLimit) else {
      log.add(Diagnostic(file: shown, message: "the file cannot be read"))
      return nil
    }
    var board = BoardReader.read(bytes, file: shown, log: log)
    // The whole is only looked at when each line is right: one mistake should not be told twice.
    if let board, !log.hasErrors { BoardChecks(board: board, log: log).run() }
    if let calibration, !log.hasErrors {
      do { try board?.calibrate(file: calibration).forEach(log.add) } catch {
        error.list.forEach(log.add)
      }
    }
    return board
  }

  private static func readTask(
    _ argument: String?, _ board: BoardDescription, _ location: BoardLocation,
    _ log: DiagnosticLog
  ) -> TaskDescription? {
    guard let name = argument ?? board.defaultTask else {
      log.add(
        Diagnostic(
          file: board.file, message: "which task? The board names none",
          allowed: "a task file as argument, or the key 'task' in the board file"))
      return nil
    }
    let file = location.taskFile(name)
    let shown = location.store.displayName(file)
    guard let bytes = location.store.read(file, TextGuard.byteLimit) else {
      let nearest = nearestName(
        to: file, among: location.store.list().filter { $0.hasSuffix(".yaml") })
      log.add(
        Diagnostic(
          file: shown, message: "the task file cannot be read", value: name,
          allowed: "a task beside the board, or a path to a task file", suggestion: nearest))
      return nil
    }
    return TaskReader.read(bytes, file: shown, board: board, store: location.store, log: log)
  }
}

extension BoardDescription {
  /// Reads a board alone, as `measure` and `netlist` need it.
  public static func load(_ argument: String?) throws(Diagnostics) -> BoardDescription {
    try load(from: BoardLocation.find(argument))
  }

  /// The same from a file that has been found.
  public static func load(from location: BoardLocation) throws(Diagnostics) -> BoardDescription {
    let log = DiagnosticLog()
    let shown = location.store.displayName(location.boardFile)
    guard let bytes = location.store.read(location.boardFile, TextGuard.byteLimit) else {
      throw Diagnostics([Diagnostic(file: shown, message: "the file cannot be read")])
    }
    guard let board = BoardReader.read(bytes, file: shown, log: log) else { throw log.sorted }
    if !log.hasErrors { BoardChecks(board: board, log: log).run() }
    if log.hasErrors { throw log.sorted }
    return board
  }
}
