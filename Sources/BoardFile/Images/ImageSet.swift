/// Images of one size, each with its class: a pair of idx files.
public struct ImageSet: Equatable, Sendable {
  public private(set) var rows: Int
  public private(set) var columns: Int
  /// Row by row, image behind image; 0 to 255.
  public private(set) var pixels: [UInt8]
  /// One per image.
  public private(set) var labels: [UInt8]

  public var count: Int { labels.count }

  /// Which of the two sets of a data set.
  public enum Part: String, CaseIterable, Sendable {
    case train
    case test = "t10k"
  }

  /// Finds and reads `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, or those of `t10k`; with
  /// `.gz` or without, with a dot before `idx` or a dash.
  public init(_ part: Part, in store: FileStore) throws(Diagnostics) {
    let images = try Self.find("\(part.rawValue)-images", "idx3-ubyte", store)
    let labels = try Self.find("\(part.rawValue)-labels", "idx1-ubyte", store)
    do throws(Diagnostic) {
      try self.init(
        images: IdxFile(images.bytes, file: images.name), called: images.name,
        labels: IdxFile(labels.bytes, file: labels.name), called: labels.name)
    } catch { throw Diagnostics([error]) }
  }

  /// From two files: images of three sizes (how many, rows, columns), labels of one.
  public init(
    images: IdxFile, called imageFile: String, labels: IdxFile, called labelFile: String,
    classes: Int = 10
  ) throws(Diagnostic) {
    guard images.sizes.count == 3 else {
      throw Self.wrongSizes(images, imageFile, "3: how many, rows, columns")
    }
    guard labels.sizes.count == 1 else { throw Self.wrongSizes(labels, labelFile, "1: how many") }
    guard images.sizes[0] == labels.sizes[0] else {
      throw Diagnostic(
        file: labelFile, message: "not as many labels as \(imageFile) has images",
        value: "\(labels.sizes[0])", allowed: "\(images.sizes[0])")
    }
    if let wrong = labels.values.firstIndex(where: { $0 >= classes }) {
      throw Diagnostic(
        file: labelFile, message: "label \(wrong) (counted from 0) is no class",
        value: "\(labels.values[wrong])", allowed: "0 to \(classes - 1)")
    }
    rows = images.sizes[1]
    columns = images.sizes[2]
    pixels = images.values
    self.labels = labels.values
  }

  /// The pixels of one image; empty where there is none.
  public subscript(index: Int) -> ArraySlice<UInt8> {
    let size = rows * columns
    return labels.indices.contains(index) ? pixels[index * size..<(index + 1) * size] : []
  }

  private static func wrongSizes(
    _ file: IdxFile, _ name: String, _ allowed: String
  ) -> Diagnostic {
    Diagnostic(
      file: name, message: "other sizes than expected: are images and labels swapped?",
      value: file.sizes.map { String($0) }.joined(separator: " x "), allowed: allowed)
  }

  private static func find(
    _ stem: String, _ ending: String, _ store: FileStore
  ) throws(Diagnostics) -> (bytes: [UInt8], name: String) {
    let names = ["\(stem)-\(ending)", "\(stem).\(ending)"].flatMap { [$0, $0 + ".gz"] }
    for name in names {
      if let bytes = store.read(name, IdxFile.byteLimit) { return (bytes, store.displayName(name)) }
    }
    throw Diagnostics([
      Diagnostic(
        file: store.displayName(names[0]), message: "the file is not there, nor packed",
        allowed: names.joined(separator: ", "))
    ])
  }
}
