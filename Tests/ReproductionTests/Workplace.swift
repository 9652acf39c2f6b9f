import Foundation
import Reproduction

/// Where data sets are.
let dataFolder = ProcessInfo.processInfo.environment["WHEATSTONE_DATA"]

let runsLongTests = ProcessInfo.processInfo.environment["WHEATSTONE_LONG_TESTS"] != nil

/// A folder that goes with the test.
final class Workplace {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("wheatstone-figures-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func reproduction(_ figure: String, isQuick: Bool = false) -> Reproduction {
    Reproduction(
      Figure.all.filter { $0.name == figure }, isQuick: isQuick, folder: folder,
      dataFolder: dataFolder, workers: 1)
  }
}

extension ReproductionProgress {
  static func quiet() -> ReproductionProgress {
    ReproductionProgress(isStopped: { false }, show: { _ in })
  }
}
