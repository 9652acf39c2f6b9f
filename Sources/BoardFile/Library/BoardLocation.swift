internal import SimulatedBoard
internal import Foundation

/// Where a board file is, with the files beside it.
public struct BoardLocation: Sendable {
  public var store: FileStore
  /// The board file's name in the store.
  public var boardFile: String

  public init(store: FileStore, boardFile: String = "board.yaml") {
    self.store = store
    self.boardFile = boardFile
  }
}

extension BoardLocation {
  /// The board that ships inside the program.
  public static var shipped: BoardLocation {
    BoardLocation(
      store: .memory(ShippedBoard.files, called: "\(ShippedBoard.name)/"), boardFile: "board.yaml")
  }

  /// Finds a board: nil is the shipped one; otherwise a file, a folder with a `board.yaml`, or the
  /// name of a folder in `boards/` of the working folder, or of the shipped board.
  public static func find(_ argument: String?) throws(Diagnostics) -> BoardLocation {
    guard let argument else { return .shipped }
    if argument.isEmpty || argument.utf8.contains(0) || argument.utf8.count > 4_096 {
      throw Diagnostics([Diagnostic(file: "BOARD", message: "not a file's name", value: argument)])
    }
    let manager = FileManager.default
    for path in [argument, "boards/" + argument] {
      if FileStore.isFolder(path), manager.fileExists(atPath: path + "/board.yaml") {
        return BoardLocation(store: .folder(path), boardFile: "board.yaml")
      }
      if manager.fileExists(atPath: path), !FileStore.isFolder(path) {
        let url = URL(fileURLWithPath: path)
        let folder =
          path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
        return BoardLocation(store: .folder(folder), boardFile: url.lastPathComponent)
      }
    }
    if argument == ShippedBoard.name { return .shipped }
    let known = (try? manager.contentsOfDirectory(atPath: "boards")) ?? []
    throw Diagnostics([
      Diagnostic(
        file: argument, message: "no such board",
        allowed: "a board file, a folder with a board.yaml, or a name in boards/",
        suggestion: nearestName(to: argument, among: known.sorted() + [ShippedBoard.name]))
    ])
  }

  /// The name in the store of a task: a file beside the board, with or without `.yaml`, or a path.
  func taskFile(_ argument: String) -> String {
    let manager = FileManager.default
    if argument.contains("/"), manager.fileExists(atPath: argument) {
      return argument.hasPrefix("/") ? argument : manager.currentDirectoryPath + "/" + argument
    }
    return argument.hasSuffix(".yaml") || argument.hasSuffix(".yml") ? argument : argument + ".yaml"
  }

  /// The text of the task that is meant, and its name for messages; `board` is the board file's.
  func readTask(
    _ argument: String?, of board: String
  ) throws(Diagnostics) -> (text: [UInt8], file: String) {
    guard let name = argument else {
      throw Diagnostics([
        Diagnostic(
          file: board, message: "which task? The board names none",
          allowed: "a task file as argument, or the key 'task' in the board file")
      ])
    }
    let file = taskFile(name)
    guard let text = store.read(file, TextGuard.byteLimit) else {
      throw Diagnostics([
        Diagnostic(
          file: store.displayName(file), message: "the task file cannot be read",
          value: name, allowed: "a task beside the board, or a path to a task file",
          suggestion: nearestName(to: file, among: store.list().filter { $0.hasSuffix(".yaml") }))
      ])
    }
    return (text, store.displayName(file))
  }
}
