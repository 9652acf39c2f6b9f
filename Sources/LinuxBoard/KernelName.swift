/// A name that the kernel gives, at most 31 bytes, kept in place.
public struct KernelName: Equatable, BitwiseCopyable, Sendable {
  // Bytes in the order of memory, zeros behind them.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  public static var byteLimit: Int { 31 }

  /// No name.
  public init() {}

  /// The text that `fill` writes, ending with a zero byte, into the room that it is given.
  init(_ fill: (UnsafeMutablePointer<CChar>, Int) -> Void) {
    unsafe withUnsafeMutableBytes(of: &self) { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe fill(start.assumingMemoryBound(to: CChar.self), buffer.count)
      // Equal names are equal bytes.
      var hasEnded = false
      for index in buffer.indices {
        if unsafe buffer[index] == 0 { hasEnded = true }
        if hasEnded { unsafe buffer[index] = 0 }
      }
    }
  }

  /// As much of a text as fits.
  public init(_ text: StaticString) {
    unsafe self.init { to, room in
      for index in 0..<min(text.utf8CodeUnitCount, room - 1) {
        unsafe to[index] = CChar(bitPattern: text.utf8Start[index])
      }
    }
  }

  public var isEmpty: Bool { first & 0xFF == 0 }

  /// Puts the name, without its end.
  public func append<Sink: TextSink & ~Copyable>(to sink: inout Sink) {
    unsafe withUnsafeBytes(of: self) { buffer in
      var count = 0
      while count < buffer.count, unsafe buffer[count] != 0 { count += 1 }
      unsafe sink.append(UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
    }
  }
}
