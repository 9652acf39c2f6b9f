internal import Foundation

/// The folder that holds pictures as idx files.
public struct ImageFolder: Sendable {
  let store: FileStore

  public init(store: FileStore) { self.store = store }

  /// What somebody named: the folder itself, or one that has the files in `mnist`.
  public init(_ path: String) {
    let inner = path + "/mnist"
    store = .folder(FileStore.isFolder(inner) ? inner : path)
  }

  /// How messages call it.
  public var name: String { store.displayName("") }

  /// One of its two sets.
  public func read(_ part: ImageSet.Part) throws(Diagnostics) -> ImageSet {
    try ImageSet(part, in: store)
  }

  /// The folder of `argument`, else of the environment's `WHEATSTONE_DATA`, else the user's data
  /// folder's `wheatstone/mnist` if it is there.
  public static func find(
    _ argument: String?, environment given: [String: String]? = nil
  ) throws(Diagnostics) -> ImageFolder {
    let environment = given ?? ProcessInfo.processInfo.environment
    if let argument {
      guard FileStore.isFolder(argument) else {
        throw Diagnostics([
          Diagnostic(
            file: "--data", message: "no such folder", value: argument,
            allowed: "a folder with idx files, such as train-images-idx3-ubyte.gz")
        ])
      }
      return ImageFolder(argument)
    }
    if let named = environment["WHEATSTONE_DATA"], FileStore.isFolder(named) {
      return ImageFolder(named)
    }
    let home =
      environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? (environment["HOME"] ?? ".") + "/.local/share"
    let own = home + "/wheatstone"
    if FileStore.isFolder(own + "/mnist") { return ImageFolder(own) }
    throw Diagnostics([
      Diagnostic(
        file: "--data", message: "which pictures? No folder is named",
        allowed: "--data FOLDER or WHEATSTONE_DATA=FOLDER, or put the four files of MNIST into "
          + "\(own)/mnist; README says where people get them")
    ])
  }

  /// The pictures of a task: those to learn from and behind them those for validation, and unseen
  /// ones.
  func load(
    for network: LayeredDescription, _ task: ImageTask
  ) throws(Diagnostics) -> (train: ImageSet, test: ImageSet) {
    let train = try ImageSet(.train, in: store)
    let test = try ImageSet(.test, in: store)
    try check(train, "train-images", task.learnCount + task.validationCount, network, task)
    try check(test, "t10k-images", task.testCount, network, task)
    return (train, test)
  }

  private func check(
    _ set: ImageSet, _ file: String, _ needed: Int, _ network: LayeredDescription,
    _ task: ImageTask
  ) throws(Diagnostics) {
    let shown = store.displayName(file)
    guard set.rows * set.columns == network.layers[0] else {
      throw Diagnostics([
        Diagnostic(
          file: shown, message: "pictures of another size than the first layer of \(network.name)",
          value: "\(set.rows) x \(set.columns)", allowed: "\(network.layers[0]) pixels")
      ])
    }
    guard set.count >= needed else {
      throw Diagnostics([
        Diagnostic(
          file: shown, message: "fewer pictures than \(task.name) shows", value: "\(set.count)",
          allowed: "at least \(needed), or less in \(task.file)")
      ])
    }
    if let wrong = set.labels.prefix(needed).firstIndex(where: { $0 >= task.classes }) {
      throw Diagnostics([
        Diagnostic(
          file: shown, message: "picture \(wrong) (counted from 0) has a label that is no class",
          value: "\(set.labels[wrong])", allowed: "0 to \(task.classes - 1)")
      ])
    }
  }
}
