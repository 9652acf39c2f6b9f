import BoardFile
import Foundation
import Testing

@Suite struct IdxFileTests {
  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func idx(_ sizes: [Int], _ values: [UInt8], type: UInt8 = 8) -> [UInt8] {
    [0, 0, type, UInt8(sizes.count)] + sizes.flatMap { word($0) } + values
  }

  private static let images = idx([2, 2, 3], Array(1...12))
  private static let labels = idx([2], [7, 0])
  /// The labels above, packed by `gzip -9n`.
  private static let packedLabels: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x63, 0x60, 0xe0, 0x60, 0x64, 0x60,
    0x60, 0x60, 0x62, 0x67, 0x00, 0x00, 0xde, 0x3a, 0xdd, 0xda, 0x0a, 0x00, 0x00, 0x00,
  ]

  private static func mistake(_ bytes: [UInt8]) -> String {
    do {
      _ = try IdxFile(bytes, file: "digits")
      return ""
    } catch { return error.description }
  }

  @Test func readsSizesAndValues() throws {
    let file = try IdxFile(Self.images, file: "digits")
    #expect(file.sizes == [2, 2, 3] && file.values == Array(1...12))
    #expect(try IdxFile(Self.packedLabels, file: "labels").values == [7, 0])
  }

  private static let mistakes: [(bytes: [UInt8], says: String)] = [
    ([], "digits: error: this is no idx file"),
    ([0, 0, 8], "this is no idx file"),
    ([80, 75, 3, 4], "it begins with other bytes (80 75 3 4)"),
    (idx([1], [0], type: 13), "a type that is not read (type 13); allowed: 8"),
    (idx([], []), "so many sizes are not read (0)"),
    (idx([1, 1, 1, 1, 1], [0]), "so many sizes are not read (5); allowed: 1 to 4"),
    (
      [0, 0, 8, 3, 0, 0, 0, 1],
      "ends within its sizes: copy it again (8 bytes); allowed: at least 16"
    ),
    (idx([2, 0], []), "its sizes are impossible (2 x 0)"),
    (idx([1 << 31, 1 << 31, 1 << 31], []), "its sizes are impossible"),
    (idx([2, 3], [1, 2, 3, 4, 5]), "cut short: copy it again (5 values); allowed: 2 x 3"),
    (idx([2, 3], [1, 2, 3, 4, 5, 6, 7]), "bytes follow behind the last value (7 values)"),
    (Array(packedLabels.dropLast(9)), "gzip cannot unpack it"),
    (Array(packedLabels.prefix(17)), "gzip cannot unpack it"),
    (packedLabels.dropLast(8) + [1, 2, 3, 4] + packedLabels.suffix(4), "gzip cannot unpack it"),
    (packedLabels.dropLast(4) + [255, 255, 255, 255], "unpacked it is too long"),
    (packedLabels.dropLast(4) + [3, 0, 0, 0], "unpacked it is too long"),
  ]

  @Test(arguments: mistakes.indices) func saysWhatIsWrong(_ index: Int) {
    let found = Self.mistake(Self.mistakes[index].bytes)
    #expect(found.contains(Self.mistakes[index].says), "\(found)")
  }

  /// No truncation and no flipped bit of the head crashes it, or is read as something else that is
  /// whole.
  @Test func survivesDamage() {
    for count in 0..<Self.images.count {
      #expect(!Self.mistake(Array(Self.images.prefix(count))).isEmpty)
    }
    for bit in 0..<16 * 8 {
      var bytes = Self.images
      bytes[bit / 8] ^= 1 << (bit % 8)
      #expect(!Self.mistake(bytes).isEmpty, "bit \(bit)")
    }
    for index in Self.packedLabels.indices {
      var bytes = Self.packedLabels
      bytes[index] ^= 0x55
      _ = Self.mistake(bytes)
    }
  }

  private func load(_ files: [String: [UInt8]]) throws(Diagnostics) -> ImageSet {
    try ImageSet(.train, in: .memory(files, called: "data/"))
  }

  private func complaint(_ files: [String: [UInt8]]) -> String {
    do throws(Diagnostics) {
      _ = try load(files)
      return ""
    } catch { return error.description }
  }

  @Test func imagesWithLabels() throws {
    for (images, labels) in [
      ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
      ("train-images.idx3-ubyte", "train-labels.idx1-ubyte"),
    ] {
      let set = try load([images: Self.images, labels + ".gz": Self.packedLabels])
      #expect(set.count == 2 && set.rows == 2 && set.columns == 3 && set.labels == [7, 0])
      #expect(set[0].elementsEqual(1...6) && set[1].elementsEqual(7...12) && set[2].isEmpty)
    }
  }

  @Test func imagesThatDoNotFitTheirLabels() {
    let (image, label) = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")
    #expect(
      complaint([image: Self.images]).hasPrefix(
        "data/train-labels-idx1-ubyte: error: the file is not there, nor packed; allowed: train-l"))
    #expect(
      complaint([image: Self.labels, label: Self.images]).contains("are images and labels swapped?")
    )
    #expect(
      complaint([image: Self.images, label: Self.idx([3], [1, 2, 3])]).contains(
        "not as many labels as data/train-images-idx3-ubyte has images (3); allowed: 2"))
    #expect(
      complaint([image: Self.images, label: Self.idx([2], [1, 10])]).contains(
        "label 1 (counted from 0) is no class (10); allowed: 0 to 9"))
  }

  /// The data set itself, where there is one.
  @Test(.enabled(if: mnist != nil, "needs WHEATSTONE_DATA with mnist/"))
  func theDataSet() throws {
    let folder = try #require(Self.mnist)
    let train = try ImageSet(.train, in: .folder(folder))
    let test = try ImageSet(.test, in: .folder(folder))
    #expect(train.count == 60_000 && test.count == 10_000)
    #expect(train.rows == 28 && train.columns == 28)
    // As published: the first labels, and how many of each digit there are.
    #expect(train.labels.prefix(10).elementsEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]))
    #expect(test.labels.prefix(5).elementsEqual([7, 2, 1, 0, 4]))
    let counts = (0..<10).map { digit in train.labels.count { $0 == digit } }
    #expect(counts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
  }

  private static let mnist: String? = {
    guard let folder = ProcessInfo.processInfo.environment["WHEATSTONE_DATA"] else { return nil }
    return FileManager.default.fileExists(atPath: folder + "/mnist") ? folder + "/mnist" : nil
  }()
}
