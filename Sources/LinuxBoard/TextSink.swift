/// What takes the pieces of a message. Without a heap there are no strings to hand over.
public protocol TextSink: ~Copyable {
  mutating func append(_ text: StaticString)
  mutating func append(_ number: UInt64)
  /// Text from outside, UTF-8 and not trusted.
  mutating func append(_ text: UnsafeRawBufferPointer)
}
