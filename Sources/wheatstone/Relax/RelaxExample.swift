import ArgumentParser
import BoardFile
import ImageFile

/// The image that is shown to the network.
struct RelaxExample {
  var name: String
  var image: GreyImage
  var label: Int?

  static func find(_ command: RelaxCommand, for digits: TrainedDigits) throws -> RelaxExample {
    if let label = command.label, !(0..<digits.classCount).contains(label) {
      throw ValidationError("--label must be 0 to \(digits.classCount - 1)")
    }
    if let file = command.input {
      let input = try command.images.read(file, for: digits, only: command.image)
      guard let image = input.images.first else {
        throw Failure.end(.badFile, "\(file): error: no image")
      }
      let name = input.fileCount == 1 ? file : "\(file) \(command.image)"
      return RelaxExample(name: name, image: image, label: command.label)
    }
    let place = try Failure.reportingFiles { try ImageFolder.find(command.data) }
    let folder = place.name
    return try ImageOptions.reporting {
      let set = try place.read(command.set.part)
      guard set.rows == digits.rows, set.columns == digits.columns else {
        throw Diagnostic(
          file: folder, message: "the network takes images of another size",
          value: "\(set.rows) x \(set.columns) pixels",
          allowed: "\(digits.rows) x \(digits.columns)")
      }
      guard command.image < set.count,
        let image = GreyImage(
          rows: set.rows, columns: set.columns, pixels: Array(set[command.image]))
      else {
        throw Diagnostic(
          file: folder, message: "there is no such image", value: "image \(command.image)",
          allowed: "0 to \(set.count - 1)")
      }
      return RelaxExample(
        name: "\(command.set.rawValue) image \(command.image)", image: image,
        label: Int(set.labels[command.image]))
    }
  }
}
