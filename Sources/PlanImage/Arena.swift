/// Zeroed memory, aligned to 64 bytes, that lives as long as its owner: for an engine, a board, a
/// journal's scratch.
@safe
public final class Arena {
  public let base: UnsafeMutableRawPointer
  public let byteCount: Int

  public init(byteCount: Int) {
    self.byteCount = max(byteCount, 16)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: self.byteCount, alignment: 64)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: self.byteCount)
  }

  deinit { unsafe base.deallocate() }

  @unsafe
  public var buffer: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: base, count: byteCount)
  }
}
