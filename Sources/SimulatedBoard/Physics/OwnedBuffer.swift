/// Memory of fixed size that lives as long as its owner, for loops that must not allocate.
@safe
struct OwnedBuffer<Value: BitwiseCopyable>: ~Copyable {
  let base: UnsafeMutablePointer<Value>
  let count: Int

  init(count: Int, repeating value: Value) {
    unsafe base = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
    unsafe base.initialize(repeating: value, count: max(count, 1))
    self.count = count
  }

  init(_ values: [Value], orIfEmpty filler: Value) {
    self.init(count: values.count, repeating: filler)
    for (index, value) in values.enumerated() { unsafe base[index] = value }
  }

  deinit { unsafe base.deallocate() }

  /// A copy of what it holds.
  var values: [Value] {
    (0..<count).map { unsafe base[$0] }
  }
}
