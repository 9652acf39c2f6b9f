import BoardFile
import ImageFile
import RelaxationView

/// A digital network brought to what it learnt, and the images that belong to its task.
struct TrainedDigits {
  /// What headings call it: the board's name.
  var name: String
  var network: TrainedNetwork
  /// Of the images that it takes.
  var rows: Int
  var columns: Int
  /// As in the task.
  var settings: RelaxationTrace.Settings

  var classCount: Int { Int(network.layers.last?.nodeCount ?? 0) }
}
