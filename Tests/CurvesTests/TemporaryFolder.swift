import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/wheatstone-curves-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func file(_ name: String) -> String { path + "/" + name }
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path) } }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
