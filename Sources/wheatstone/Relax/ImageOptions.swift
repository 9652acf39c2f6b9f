import ArgumentParser
import BoardFile
import ImageFile

/// How pictures become what a network takes.
struct ImageOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Crop a picture to its ink, scale it and centre it, as MNIST's were; without this another "
        + "size than the network's is refused."))
  var fit = false

  @Flag(help: "Dark ink on bright paper: take it for bright on dark.")
  var invert = false

  /// Reads a PNG or idx file; `only`: the one image that is wanted, from 0.
  func read(_ file: String, for digits: TrainedDigits, only: Int?) throws -> ImageInput {
    let bytes = try Self.bytes(file)
    return try Self.reporting {
      try ImageInput(
        bytes, file: file, rows: digits.rows, columns: digits.columns,
        preparation: ImageInput.Preparation(isFitted: fit, isInverted: invert), only: only)
    }
  }

  /// The bytes of a file, or why there are none.
  static func bytes(_ file: String) throws -> [UInt8] {
    guard let bytes = FileStore.bytes(ofFile: file, limit: IdxFile.byteLimit) else {
      throw Failure.end(
        .inputOutput, "\(file): error: the file is not there, or cannot be read")
    }
    return bytes
  }

  /// Runs `body`; a mistake in a file is printed.
  static func reporting<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let mistake as Diagnostic {
      throw Failure.end(.badFile, mistake.description)
    } catch let mistakes as Diagnostics {
      throw Failure.end(.badFile, mistakes.description)
    }
  }
}
