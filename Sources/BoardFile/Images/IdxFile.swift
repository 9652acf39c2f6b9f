/// An idx file of unsigned bytes, as MNIST comes in: up to four sizes, then the values, the last size
/// running fastest. Packed by gzip or not.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "FILE
/// FORMATS FOR THE MNIST DATABASE".
public struct IdxFile: Equatable, Sendable {
  /// Each at least 1.
  public private(set) var sizes: [Int]
  /// As many as the product of the sizes.
  public private(set) var values: [UInt8]

  /// The most bytes that are read of one file, and unpacked from it.
  public static let byteLimit = 1 << 30

  /// Reads a whole file; `file` is what messages call it.
  public init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    let bytes = try Self.unpacked(bytes, file)
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
      throw Diagnostic(
        file: file, message: "this is no idx file: it begins with other bytes",
        value: bytes.prefix(4).map { String($0) }.joined(separator: " "),
        allowed: "0 0 8 and the number of sizes")
    }
    guard bytes[2] == 8 else {
      throw Diagnostic(
        file: file, message: "its values are of a type that is not read", value: "type \(bytes[2])",
        allowed: "8, unsigned bytes")
    }
    let rank = Int(bytes[3])
    guard (1...4).contains(rank) else {
      throw Diagnostic(
        file: file, message: "so many sizes are not read", value: "\(rank)", allowed: "1 to 4")
    }
    let start = 4 + 4 * rank
    guard bytes.count >= start else {
      throw Diagnostic(
        file: file, message: "the file ends within its sizes: copy it again",
        value: "\(bytes.count) bytes", allowed: "at least \(start)")
    }
    sizes = (0..<rank).map { index in
      bytes[4 + 4 * index..<8 + 4 * index].reduce(0) { $0 << 8 | Int($1) }
    }
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, size > 0, product <= Self.byteLimit else {
        throw Diagnostic(
          file: file, message: "its sizes are impossible",
          value: sizes.map { String($0) }.joined(separator: " x "),
          allowed: "at least 1 each, and \(Self.byteLimit) values in all")
      }
      count = product
    }
    guard bytes.count == start + count else {
      throw Diagnostic(
        file: file,
        message: bytes.count < start + count
          ? "the file is cut short: copy it again" : "bytes follow behind the last value",
        value: "\(bytes.count - start) values",
        allowed: sizes.map { String($0) }.joined(separator: " x "))
    }
    values = Array(bytes[start...])
  }

  private static func unpacked(_ bytes: [UInt8], _ file: String) throws(Diagnostic) -> [UInt8] {
    guard bytes.count <= byteLimit else {
      throw Diagnostic(
        file: file, message: "the file is too long", allowed: "up to \(byteLimit) bytes")
    }
    guard Gzip.isPacked(bytes) else { return bytes }
    do throws(Gzip.Mistake) { return try Gzip.unpack(bytes, limit: byteLimit) } catch {
      switch error {
      case .damaged:
        throw Diagnostic(file: file, message: "gzip cannot unpack it: copy it again")
      case .tooLarge:
        throw Diagnostic(
          file: file, message: "unpacked it is too long, or not what it says of itself",
          allowed: "one gzip member of up to \(byteLimit) bytes")
      case .noLibrary:
        throw Diagnostic(
          file: file,
          message: "this build cannot unpack gzip: install zlib1g-dev and build again, or unpack "
            + "the file with gunzip")
      }
    }
  }
}
