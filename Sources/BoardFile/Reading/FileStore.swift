internal import Foundation

/// Where files come from: a folder, or the memory. A board's tasks and data lie beside it.
public struct FileStore: Sendable {
  /// The bytes of a file by its name; nil where there is none. Given the most bytes worth reading.
  public var read: @Sendable (_ name: String, _ limit: Int) -> [UInt8]?
  /// The names of all files, for "did you mean".
  public var list: @Sendable () -> [String]
  /// How messages call a file of this store.
  public var displayName: @Sendable (_ name: String) -> String

  public init(
    read: @escaping @Sendable (_ name: String, _ limit: Int) -> [UInt8]?,
    list: @escaping @Sendable () -> [String],
    displayName: @escaping @Sendable (_ name: String) -> String = { $0 }
  ) {
    self.read = read
    self.list = list
    self.displayName = displayName
  }

  /// The files of one folder. Names with a slash lead relative to it; an absolute one is taken as
  /// is.
  public static func folder(_ path: String) -> FileStore {
    let base = path.isEmpty ? "." : path
    @Sendable func full(_ name: String) -> String {
      if name.hasPrefix("/") { return name }
      return base == "." ? name : base + "/" + name
    }
    return FileStore(
      read: { name, limit in FileStore.bytes(ofFile: full(name), limit: limit) },
      list: { (try? FileManager.default.contentsOfDirectory(atPath: base))?.sorted() ?? [] },
      displayName: full)
  }

  /// Files that are already in memory, by name.
  public static func memory(_ files: [String: [UInt8]], called prefix: String = "") -> FileStore {
    FileStore(
      read: { name, _ in files[name] }, list: { files.keys.sorted() },
      displayName: { prefix + $0 })
  }

  /// At most `limit + 1` bytes of a file, so that the reader sees that it is too long; nil where it
  /// cannot be read.
  public static func bytes(ofFile path: String, limit: Int) -> [UInt8]? {
    // Only regular files: a pipe or terminal could keep the reader waiting for ever.
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type]
    guard (type as? FileAttributeType) == .typeRegular,
      let handle = FileHandle(forReadingAtPath: resolved)
    else { return nil }
    defer { try? handle.close() }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let wanted = min(1 << 20, limit + 1 - bytes.count)
      guard let part = try? handle.read(upToCount: wanted), !part.isEmpty else { break }
      bytes.append(contentsOf: part)
    }
    return bytes
  }

  static func isFolder(_ path: String) -> Bool {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type]
    return (type as? FileAttributeType) == .typeDirectory
  }
}
