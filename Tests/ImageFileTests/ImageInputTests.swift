import BoardFile
import ImageFile
import Testing

@Suite struct ImageInputTests {
  private static func idx(_ sizes: [UInt8], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(sizes.count)] + sizes.flatMap { [0, 0, 0, $0] } + values
  }

  private static let three = idx([3, 2, 2], Array(1...12))

  private static func read(
    _ bytes: [UInt8], rows: Int = 2, columns: Int = 2,
    _ preparation: ImageInput.Preparation = .init(), only: Int? = nil
  ) throws(Diagnostic) -> [[UInt8]] {
    try ImageInput(
      bytes, file: "in", rows: rows, columns: columns, preparation: preparation, only: only
    ).images.map(\.pixels)
  }

  private static func mistake(
    _ bytes: [UInt8], rows: Int = 2, columns: Int = 2,
    _ preparation: ImageInput.Preparation = .init(), only: Int? = nil
  ) -> String {
    do {
      _ = try read(bytes, rows: rows, columns: columns, preparation, only: only)
      return ""
    } catch { return error.description }
  }

  @Test func readsAllOrOne() throws {
    #expect(try Self.read(Self.three) == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
    #expect(try Self.read(Self.three, only: 1) == [[5, 6, 7, 8]])
    #expect(try Self.read(Self.idx([2, 2], [9, 8, 7, 6])) == [[9, 8, 7, 6]])
    #expect(
      try Self.read(Self.three, .init(isInverted: true), only: 0) == [[254, 253, 252, 251]])
    #expect(
      try ImageInput(Self.three, file: "in", rows: 2, columns: 2, only: 2).fileCount == 3)
    let png = PNGFixture.all[4]
    #expect(try Self.read(png.bytes, rows: 3, columns: 5) == [png.greys])
  }

  @Test func saysWhatIsWrong() {
    #expect(
      Self.mistake(Self.three, rows: 28, columns: 28).contains(
        "in: error: the network takes images of another size: scale it, or let --fit do so "
          + "(2 x 2 pixels); allowed: 28 x 28"))
    #expect(Self.mistake(Self.three, only: 3).contains("no such image (image 3); allowed: 0 to 2"))
    #expect(Self.mistake(PNGFixture.all[3].bytes, only: 1).contains("allowed: 0, its only one"))
    #expect(Self.mistake(Self.idx([3], [1, 2, 3])).contains("are these labels? (3)"))
    #expect(Self.mistake(Self.idx([3, 1, 2, 2], Array(1...12))).contains("other sizes"))
    #expect(Self.mistake(Array(Self.three.dropLast())).contains("cut short"))
    #expect(Self.mistake([0xff, 0xd8]).contains("neither a PNG nor an idx file"))
    #expect(Self.mistake([]).contains("neither a PNG nor an idx file: it begins with other bytes"))
    let grey = Self.idx([1, 20, 20], Array(repeating: 255, count: 400))
    let fit = ImageInput.Preparation(isFitted: true)
    #expect(Self.mistake(grey, fit).contains("image 0 is all of one grey"))
  }

  /// A white page with a dark bar is a bright bar in a dark field.
  @Test func fitsToTheNetwork() throws {
    let page = (0..<400).map { UInt8((5..<15).contains($0 / 20) && $0 % 20 == 9 ? 0 : 255) }
    let images = try Self.read(
      Self.idx([20, 20], page), rows: 28, columns: 28, .init(isFitted: true, isInverted: true))
    let image = try #require(images.first)
    // 10 x 1 becomes 20 x 2.
    #expect(image.count { $0 == 255 } == 40 && image.count { $0 == 0 } == 784 - 40)
  }
}
