public import BoardFile

/// Pictures for a network: of a PNG file one, of an idx file as many as it has.
public struct ImageInput: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Those that were wanted.
  public let images: [GreyImage]
  /// How many the file has.
  public let fileCount: Int

  /// How pictures become what the network expects.
  public struct Preparation: Equatable, Sendable {
    /// Crop, scale and centre the ink, as MNIST's images were made.
    public var isFitted: Bool
    /// Dark ink on bright paper becomes bright on dark.
    public var isInverted: Bool

    public init(isFitted: Bool = false, isInverted: Bool = false) {
      self.isFitted = isFitted
      self.isInverted = isInverted
    }
  }

  /// Reads a whole file, by its first bytes: PNG, or idx (packed by gzip or not) of 2 sizes, one
  /// image, or of 3, many. `rows` and `columns`: what the network expects; another size is refused
  /// unless pictures are to be fitted. `only`: the one image that is wanted, from 0.
  public init(
    _ bytes: [UInt8], file: String, rows: Int, columns: Int,
    preparation: Preparation = Preparation(), only: Int? = nil
  ) throws(Diagnostic) {
    let (found, fileCount) = try Self.read(bytes, file, preparation, only)
    self.fileCount = fileCount
    var images: [GreyImage] = []
    images.reserveCapacity(found.count)
    for (index, image) in found.enumerated() {
      images.append(
        try Self.prepared(
          preparation.isInverted ? image.inverted : image, preparation, rows: rows,
          columns: columns, file: file, index: only ?? index))
    }
    self.rows = rows
    self.columns = columns
    self.images = images
  }

  private static func read(
    _ bytes: [UInt8], _ file: String, _ preparation: Preparation, _ only: Int?
  ) throws(Diagnostic) -> (images: [GreyImage], fileCount: Int) {
    guard bytes.first == 0 || bytes.starts(with: [0x1f, 0x8b]) else {
      guard bytes.first == 137 else {
        throw Diagnostic(
          file: file, message: "this is neither a PNG nor an idx file: it begins with other bytes",
          value: bytes.isEmpty
            ? "no bytes" : bytes.prefix(8).map { String($0) }.joined(separator: " "),
          allowed: "PNG; idx, packed by gzip or not")
      }
      try check(only, of: 1, file)
      let png = try PNGFile(bytes, file: file)
      return ([png.grey(paper: preparation.isInverted ? 255 : 0)], 1)
    }
    let idx = try IdxFile(bytes, file: file)
    guard idx.sizes.count == 2 || idx.sizes.count == 3 else {
      throw Diagnostic(
        file: file, message: "other sizes than an image file's: are these labels?",
        value: idx.sizes.map { String($0) }.joined(separator: " x "),
        allowed: "3: how many, rows, columns; 2: rows, columns")
    }
    let (rows, columns) = (idx.sizes[idx.sizes.count - 2], idx.sizes[idx.sizes.count - 1])
    let size = rows * columns
    let count = idx.values.count / size
    try check(only, of: count, file)
    let images = (only.map { $0..<$0 + 1 } ?? 0..<count).compactMap { index in
      GreyImage(
        rows: rows, columns: columns, pixels: Array(idx.values[index * size..<(index + 1) * size]))
    }
    return (images, count)
  }

  private static func check(_ only: Int?, of count: Int, _ file: String) throws(Diagnostic) {
    guard let only, !(0..<count).contains(only) else { return }
    throw Diagnostic(
      file: file, message: "there is no such image", value: "image \(only)",
      allowed: count == 1 ? "0, its only one" : "0 to \(count - 1)")
  }

  private static func prepared(
    _ image: GreyImage, _ preparation: Preparation, rows: Int, columns: Int, file: String,
    index: Int
  ) throws(Diagnostic) -> GreyImage {
    guard preparation.isFitted else {
      guard image.rows == rows, image.columns == columns else {
        throw Diagnostic(
          file: file,
          message: "the network takes images of another size: scale it, or let --fit do so",
          value: "\(image.sizeText) pixels", allowed: "\(rows) x \(columns)")
      }
      return image
    }
    guard let fitted = image.fitted(rows: rows, columns: columns) else {
      throw Diagnostic(
        file: file, message: "image \(index) is all of one grey: there is no ink to fit",
        allowed: "bright ink on dark paper; with --invert, dark on bright")
    }
    return fitted
  }
}
