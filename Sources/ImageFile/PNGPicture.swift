internal import CPng

/// Why a picture was not packed.
public enum PNGWriteError: Error, Equatable, Sendable, CustomStringConvertible {
  case noLibrary
  /// Of so many rows and columns.
  case notWritten(rows: Int, columns: Int)

  public var description: String {
    switch self {
    case .noLibrary: "this build cannot write PNG files: install libpng-dev and build again"
    case .notWritten(let rows, let columns):
      "a picture of \(rows) x \(columns) pixels cannot be written as PNG: make it smaller"
    }
  }
}

/// Packs pixels of red, green and blue, 8 bits each, row by row, as the bytes of a PNG file.
public func pngBytes(
  rows: Int, columns: Int, colors: [UInt8]
) throws(PNGWriteError) -> [UInt8] {
  guard (1...1 << 14).contains(rows), (1...1 << 14).contains(columns),
    colors.count == 3 * rows * columns
  else { throw .notWritten(rows: rows, columns: columns) }
  let bound = wheatstone_png_bound(Int32(columns), Int32(rows))
  guard bound != WHEATSTONE_PNG_NO_LIBRARY else { throw .noLibrary }
  var written: Int64 = 0
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { room, filled in
    guard let out = room.baseAddress else { return }
    unsafe colors.withUnsafeBufferPointer { colors in
      guard let first = colors.baseAddress else { return }
      unsafe written = wheatstone_png_write(first, Int32(columns), Int32(rows), out, bound)
    }
    filled = max(Int(written), 0)
  }
  guard written > 0 else { throw .notWritten(rows: rows, columns: columns) }
  return bytes
}
