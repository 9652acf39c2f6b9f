public import BoardFile
internal import CPng

/// A PNG file: grey, coloured, with a palette or transparent, of 1 to 16 bits, interlaced or not.
public struct PNGFile: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Red, green, blue and alpha of each pixel, row by row; alpha 0 is transparent.
  private let samples: [UInt8]

  /// The most rows, and the most columns, that are read.
  public static let sizeLimit = 4_096
  /// The longest file that is read.
  public static let byteLimit = 64 << 20

  /// Reads a whole file; `file` is what messages call it.
  public init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    guard bytes.count <= Self.byteLimit else {
      throw Diagnostic(
        file: file, message: "the PNG file is too long", allowed: "up to \(Self.byteLimit) bytes")
    }
    try PNGStructure.check(bytes, file: file)
    var header = wheatstone_png_header()
    let found = unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return Int32(WHEATSTONE_PNG_DAMAGED) }
      return unsafe wheatstone_png_size(start, Int64(bytes.count), &header)
    }
    if found != 0 { throw Self.mistake(found, header, file) }
    let (rows, columns) = (Int(header.rows), Int(header.columns))
    guard (1...Self.sizeLimit).contains(rows), (1...Self.sizeLimit).contains(columns) else {
      throw Diagnostic(
        file: file, message: "the picture is too large: make it smaller",
        value: "\(rows) x \(columns)", allowed: "up to \(Self.sizeLimit) rows and columns")
    }
    var read: Int32 = 0
    let count = 4 * rows * columns
    samples = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      guard let out = room.baseAddress else { return }
      unsafe bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe read = wheatstone_png_read(start, Int64(bytes.count), out, Int64(count), &header)
      }
      filled = read == 0 ? count : 0
    }
    if read != 0 { throw Self.mistake(read, header, file) }
    self.rows = rows
    self.columns = columns
  }

  /// Colours become greys by ITU-R BT.601's luma, .299 R + .587 G + .114 B; what is transparent shows
  /// a paper of grey `paper`.
  public func grey(paper: UInt8 = 0) -> GreyImage {
    GreyImage(rows: rows, columns: columns) { row, column in
      let at = 4 * (row * columns + column)
      let (red, green, blue) = (Int(samples[at]), Int(samples[at + 1]), Int(samples[at + 2]))
      let luma = (299 * red + 587 * green + 114 * blue + 500) / 1_000
      let alpha = Int(samples[at + 3])
      return UInt8((luma * alpha + Int(paper) * (255 - alpha) + 127) / 255)
    }
  }

  private static func mistake(
    _ code: Int32, _ header: wheatstone_png_header, _ file: String
  ) -> Diagnostic {
    guard code != WHEATSTONE_PNG_NO_LIBRARY else {
      return Diagnostic(
        file: file,
        message: "this build cannot read PNG files: install libpng-dev and build again")
    }
    var text = header.message
    let message = unsafe withUnsafeBytes(of: &text) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Diagnostic(
      file: file, message: "libpng cannot read it: write it anew with an image program",
      value: message.isEmpty ? nil : message)
  }
}
