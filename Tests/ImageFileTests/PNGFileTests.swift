import BoardFile
import Foundation
import ImageFile
import Testing

@Suite struct PNGFileTests {
  @Test(arguments: PNGFixture.all.indices) func readsEveryKind(_ index: Int) throws {
    let fixture = PNGFixture.all[index]
    let image = try PNGFile(fixture.bytes, file: "a.png").grey()
    #expect(image.rows == 3 && image.columns == 5)
    #expect(image.pixels == fixture.greys, "\(fixture.name)")
  }

  /// Half transparent black on white paper is grey; on black it is black.
  @Test func transparencyShowsThePaper() throws {
    let fixture = try #require(PNGFixture.all.first { $0.name == "palette with alpha" })
    let png = try PNGFile(fixture.bytes, file: "a.png")
    let (black, white) = (png.grey(), png.grey(paper: 255))
    // The palette's alphas are 0, 255, 128, 64, one after another.
    #expect(black[0, 0] == 0 && white[0, 0] == 255)
    #expect(black[0, 1] == white[0, 1])
    #expect(Int(white[0, 2]) - Int(black[0, 2]) == 127)
    #expect(Int(white[0, 3]) - Int(black[0, 3]) == 191)
  }

  private static func mistake(_ bytes: [UInt8]) -> String {
    do {
      _ = try PNGFile(bytes, file: "digit")
      return ""
    } catch { return error.description }
  }

  private static let whole = PNGFixture.all[3].bytes

  /// The size in the head, with the checksum that goes with it.
  private static func resized(rows: UInt32, columns: UInt32) -> [UInt8] {
    var bytes = whole
    for (start, value) in [(16, columns), (20, rows)] {
      for at in 0..<4 { bytes[start + at] = UInt8(value >> UInt32(24 - 8 * at) & 255) }
    }
    let sum = crc(bytes[12..<29])
    for at in 0..<4 { bytes[29 + at] = UInt8(sum >> UInt32(24 - 8 * at) & 255) }
    return bytes
  }

  /// CRC-32, bit by bit.
  private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
  }

  @Test func saysWhatIsWrong() {
    #expect(Self.mistake([]).contains("digit: error: the PNG file is cut short"))
    #expect(
      Self.mistake([0xff, 0xd8, 0xff, 0xe0]).contains(
        "this is no PNG file: it begins with other bytes (255 216 255 224); allowed: 137 80 78"))
    #expect(Self.mistake(Self.resized(rows: 3, columns: 5)).isEmpty)
    #expect(
      Self.mistake(Self.resized(rows: 5_000, columns: 5)).contains(
        "the picture is too large: make it smaller (5000 x 5); allowed: up to 4096"))
    #expect(Self.mistake(Self.resized(rows: 0, columns: 5)).contains("libpng cannot read it"))
    // More rows than there are pixels for.
    #expect(Self.mistake(Self.resized(rows: 9, columns: 5)).contains("libpng cannot read it"))
    var unknown = Self.whole
    unknown[25] = 5
    #expect(Self.mistake(unknown).contains("a piece of the PNG file is damaged"))
    #expect(
      Self.mistake([UInt8](repeating: 0, count: PNGFile.byteLimit + 1)).contains("is too long"))
  }

  /// Every cut and every changed byte is found.
  @Test func noDamageIsReadAsAnImage() {
    for fixture in PNGFixture.all {
      let whole = fixture.bytes
      for count in 0..<whole.count {
        #expect(!Self.mistake(Array(whole.prefix(count))).isEmpty, "\(fixture.name): \(count)")
      }
      for index in whole.indices {
        var bytes = whole
        bytes[index] ^= 0x10
        #expect(!Self.mistake(bytes).isEmpty, "\(fixture.name): byte \(index)")
      }
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let colors = (0..<3 * 7 * 4).map { UInt8($0 * 29 % 256) }
    let bytes = try pngBytes(rows: 4, columns: 7, colors: colors)
    #expect(bytes.starts(with: [137, 80, 78, 71, 13, 10, 26, 10]))
    let image = try PNGFile(bytes, file: "b.png").grey()
    #expect(image.rows == 4 && image.columns == 7)
    for at in 0..<28 {
      let parts = colors[3 * at..<3 * at + 3].map { Int($0) }
      let luma = (299 * parts[0] + 587 * parts[1] + 114 * parts[2] + 500) / 1_000
      #expect(Int(image.pixels[at]) == luma)
    }
    #expect(throws: PNGWriteError.notWritten(rows: 4, columns: 8)) {
      try pngBytes(rows: 4, columns: 8, colors: colors)
    }
  }
}
