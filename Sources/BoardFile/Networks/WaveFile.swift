/// The sound in a WAV file: uncompressed, 8 or 16 bits; the first channel, as fractions of its
/// range.
///
/// Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991,
/// pages 56 to 64.
public struct WaveFile: Sendable {
  public private(set) var samples: [Double] = []
  /// Samples per second.
  public private(set) var rate = 0.0

  /// The most bytes that are read of one file.
  public static let byteLimit = 64 << 20

  /// Why a file is no such sound.
  public struct Mistake: Error, CustomStringConvertible {
    public var description: String
  }

  public init(_ bytes: [UInt8]) throws(Mistake) {
    guard bytes.count <= Self.byteLimit else {
      throw Mistake(description: "longer than \(Self.byteLimit) bytes")
    }
    guard bytes.count >= 12, Array(bytes[0..<4]) == Array("RIFF".utf8),
      Array(bytes[8..<12]) == Array("WAVE".utf8)
    else { throw Mistake(description: "not a WAV file: it does not begin with RIFF and WAVE") }
    var form: (channels: Int, bits: Int)?
    var place = 12
    while place + 8 <= bytes.count {
      let length = Self.number(bytes, place + 4, 4)
      let body = place + 8
      let end = min(body + length, bytes.count)
      if bytes[place..<place + 4].elementsEqual("fmt ".utf8) {
        form = try format(bytes, body, end)
      } else if bytes[place..<place + 4].elementsEqual("data".utf8) {
        guard let form else { throw Mistake(description: "its data comes before its format") }
        read(bytes[body..<end], form.channels, form.bits)
        return
      }
      // Chunks begin at even places.
      place = body + length + length % 2
    }
    throw Mistake(description: "it has no data")
  }

  private mutating func format(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) throws(Mistake) -> (Int, Int) {
    guard end - start >= 16 else { throw Mistake(description: "its format is cut short") }
    let kind = Self.number(bytes, start, 2)
    let channels = Self.number(bytes, start + 2, 2)
    rate = Double(Self.number(bytes, start + 4, 4))
    let bits = Self.number(bytes, start + 14, 2)
    guard kind == 1, bits == 8 || bits == 16, (1...64).contains(channels), rate > 0 else {
      throw Mistake(
        description: "format \(kind) with \(bits) bits is not read; allowed: 1 (PCM), 8 or 16 bits")
    }
    return (channels, bits)
  }

  private mutating func read(_ data: ArraySlice<UInt8>, _ channels: Int, _ bits: Int) {
    let width = bits / 8
    samples.reserveCapacity(data.count / (width * channels))
    var place = data.startIndex
    while place + width * channels <= data.endIndex {
      if bits == 8 {
        samples.append((Double(data[place]) - 128) / 128)
      } else {
        let raw = UInt16(data[place]) | UInt16(data[place + 1]) << 8
        samples.append(Double(Int16(bitPattern: raw)) / 32_768)
      }
      place += width * channels
    }
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
