import ArgumentParser
import BoardFile
import Curves
import DigitalNetwork
import RelaxationView

extension TrainedDigits {
  /// The network of a board, with what it learnt by a journal, or by the newest of its runs.
  static func trained(board: String, journal: String?) throws -> TrainedDigits {
    let loaded = try Failure.reportingFiles { try LayeredProject.load(board: board, task: nil) }
    guard let project = loaded else {
      throw ValidationError("\(board) is no network of layers: nothing of it relaxes by sweeps")
    }
    let name = "\(project.network.name)-\(project.task.name)-\(project.task.seed).journal"
    return try trained(project, journal ?? JournalPlace(journalName: name).newest())
  }

  /// The network that a journal is of, with what it learnt. `board`: where its board file is, if not
  /// in `boards/` by its name.
  static func trained(journal: String, board: String?) throws -> TrainedDigits {
    let contents = try readJournal(journal)
    let loaded = try Failure.reportingFiles {
      try LayeredProject.load(board: board ?? contents.board, task: nil)
    }
    guard let project = loaded else {
      throw Failure.end(
        .badFile,
        "error: \(journal) is of \(contents.board), which is no network of layers: it cannot classify"
      )
    }
    return try trained(project, journal)
  }

  private static func trained(_ project: LayeredProject, _ journal: String) throws -> TrainedDigits
  {
    let contents = try readJournal(journal, withTaps: true)
    let network = project.network
    let (layers, blocks) = network.shape
    let counts =
      network.blocks.map { network.layers[$0.from] * network.layers[$0.to] }
      + network.layers.dropFirst()
    let total = counts.reduce(0, +)
    guard contents.board == network.name, contents.header.elementCount == UInt32(total),
      !contents.header.hasResiduals
    else {
      throw Failure.end(
        .badFile,
        "error: \(journal) is of another network: \(contents.board) with "
          + "\(contents.header.elementCount) elements, not \(network.name) with \(total)")
    }
    guard contents.taps.count == total else {
      throw Failure.end(
        .badFile, "error: \(journal) has no checkpoint yet: nothing of the network is kept")
    }
    let trained = try TrainedNetwork(layers, blocks) { device in
      device.order = network.order
      var rest = contents.taps[...]
      for (index, count) in counts.enumerated() {
        let taps = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        if index < blocks.count {
          device.setWeights(block: index, taps: taps.span)
        } else {
          device.setBiases(layer: index - blocks.count + 1, taps: taps.span)
        }
      }
    }
    let (rows, columns) = shape(of: network.layers[0])
    return TrainedDigits(
      name: network.name, network: trained, rows: rows, columns: columns,
      settings: RelaxationTrace.Settings(
        freeSweeps: project.task.freeSweeps, nudgedSweeps: project.task.nudgedSweeps,
        beta: project.task.beta))
  }

  /// Pictures are squares where they can be.
  private static func shape(of pixels: Int) -> (rows: Int, columns: Int) {
    let side = Int(Double(pixels).squareRoot().rounded())
    return side * side == pixels ? (side, side) : (1, pixels)
  }
}
