/// A name for display: UTF-8, at most 64 bytes.
public struct JournalName: BitwiseCopyable, Sendable {
  /// The most bytes that are kept.
  public static var capacity: Int { 64 }

  /// How many bytes there are, 0 to ``capacity``.
  public private(set) var count = 0
  private var bytes = InlineArray<64, UInt8>(repeating: 0)

  /// No name.
  public init() {}

  /// As much of `utf8` as fits, ending at a whole character.
  public init(_ utf8: Span<UInt8>) {
    count = min(utf8.count, Self.capacity)
    // A continuation byte behind the end means that the end splits a character.
    while count > 0, count < utf8.count, utf8[count] & 0xC0 == 0x80 { count -= 1 }
    for i in 0..<count { bytes[i] = utf8[i] }
  }

  /// Nil where `count` is more than fits: a damaged header.
  init?(_ page: Span<UInt8>, at offset: Int, count: Int) {
    guard count <= Self.capacity else { return nil }
    self.count = count
    for i in 0..<count { bytes[i] = page[offset + i] }
  }

  /// A byte below ``count``.
  public subscript(index: Int) -> UInt8 { bytes[index] }
}

extension JournalName: Equatable {
  public static func == (left: JournalName, right: JournalName) -> Bool {
    guard left.count == right.count else { return false }
    for i in 0..<left.count where left[i] != right[i] { return false }
    return true
  }
}
