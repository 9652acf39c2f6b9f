/// Zeroed memory for an engine.
@safe
final class EngineBlock {
  let base: UnsafeMutableRawPointer

  init(byteCount: Int) {
    let count = max(byteCount, 16)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
  }

  deinit { unsafe base.deallocate() }
}
