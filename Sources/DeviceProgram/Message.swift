import CDevice

/// One line of text, put together without a heap. What is longer than the line is cut.
public struct Message {
  private var bytes = InlineArray<1024, UInt8>(repeating: 0)
  private var count = 0

  public init() {}

  public mutating func append(byte: UInt8) {
    // The last place is kept for the line's end.
    guard count < bytes.count - 1 else { return }
    bytes[count] = byte
    count += 1
  }

  public mutating func append(_ text: StaticString) {
    for i in 0..<text.utf8CodeUnitCount { append(byte: unsafe text.utf8Start[i]) }
  }

  /// Text that is not trusted; bytes that would move a terminal's cursor become `?`.
  public mutating func append(_ text: UnsafeRawBufferPointer) {
    for index in text.indices {
      let byte = unsafe text[index]
      append(byte: byte < 32 || byte == 127 ? 63 : byte)
    }
  }

  /// Text that ends with a zero byte; bytes that would move a terminal's cursor become `?`.
  public mutating func append(cString text: UnsafePointer<CChar>) {
    var next = unsafe text
    while unsafe next.pointee != 0 {
      let byte = unsafe UInt8(bitPattern: next.pointee)
      append(byte: byte < 32 || byte == 127 ? 63 : byte)
      unsafe next += 1
    }
  }

  public mutating func append(_ number: UInt64) {
    let digits = Decimal(number)
    for i in 0..<digits.count { append(byte: digits[i]) }
  }

  public mutating func append(_ number: Int64) {
    if number < 0 { append(byte: 45) }
    append(number.magnitude)
  }

  /// Lends the bytes so far, without an end of line.
  public func withBytes(_ body: (Span<UInt8>) -> Void) {
    body(bytes.span.extracting(0..<count))
  }

  /// Writes the line; 1 is the standard output, 2 the standard error.
  public mutating func write(to stream: Int32) -> Bool {
    bytes[count] = 10
    return unsafe bytes.span.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe wheatstone_write(stream, start, count + 1) == 0
    }
  }
}
