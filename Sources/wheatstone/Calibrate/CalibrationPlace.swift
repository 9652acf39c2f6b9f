import ArgumentParser
import BoardFile
import Foundation

/// Where a calibration goes. An earlier one is replaced; nothing else is.
enum CalibrationPlace {
  static func check(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let start = FileStore.bytes(ofFile: path, limit: 256) ?? []
    guard String(decoding: start, as: UTF8.self).hasPrefix("# Written by `wheatstone calibrate`")
    else {
      throw Failure.end(
        .inputOutput,
        "error: \(path) is there already and is no calibration; name another file with --out")
    }
  }

  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure.end(
        .inputOutput, "error: \(path) cannot be written: \(error.localizedDescription)")
    }
  }
}
