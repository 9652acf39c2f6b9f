/// The states in which examples were left: where each one's next free response begins.
///
/// So the networks of Scellier and Bengio (2017) learn in the program that was published with the
/// article. Zeroed bytes are states at rest.
@safe
public struct DigitalStates: BitwiseCopyable {
  public let exampleCount: Int
  private let base: UnsafeMutableRawPointer
  private let stride: Int

  /// The zeroed bytes that the states of so many examples need.
  public static func byteCount(_ layers: Span<DigitalLayer>, examples: Int) -> Int {
    examples * stride(layers)
  }

  /// `block`: ``byteCount(_:examples:)`` zeroed bytes, aligned to ``DigitalNetwork/alignment``, that
  /// outlive the states and all copies of them.
  public init(_ layers: Span<DigitalLayer>, examples: Int, block: UnsafeMutableRawPointer) {
    exampleCount = examples
    unsafe base = block
    stride = Self.stride(layers)
  }

  private static func stride(_ layers: Span<DigitalLayer>) -> Int {
    var count = 0
    for index in 1..<max(layers.count, 1) {
      count += bytes(
        Int(layers[index].nodeCount), isSmooth: layers[index].activation != .hardSigmoid)
    }
    return count
  }

  /// Of one layer: 16 bits a node, of smooth ones 32; whole words.
  static func bytes(_ nodeCount: Int, isSmooth: Bool) -> Int {
    isSmooth ? 4 * nodeCount : (2 * nodeCount + 3) / 4 * 4
  }

  func place(_ example: Int) -> UnsafeMutableRawPointer { unsafe base + example * stride }
}

extension DigitalNetwork {
  /// Keeps the states of all nodes but the imposed ones as those of an example.
  func keep(in states: DigitalStates, example: Int) {
    var next = unsafe states.place(example)
    for index in 1..<layerCount {
      let place = unsafe layer(index).pointee
      let count = unsafe Int(place.nodeCount)
      if let smooth = unsafe place.smooth {
        unsafe next.copyMemory(from: smooth.states, byteCount: 4 * count)
      } else {
        unsafe next.copyMemory(from: place.states, byteCount: 2 * count)
      }
      unsafe next += DigitalStates.bytes(count, isSmooth: place.smooth != nil)
    }
  }

  /// Puts all nodes but the imposed ones where an example left them.
  mutating func begin(from states: DigitalStates, example: Int) {
    var next = unsafe states.place(example)
    for index in 1..<layerCount {
      let place = unsafe layer(index).pointee
      let count = unsafe Int(place.nodeCount)
      if unsafe place.smooth != nil {
        unsafe setSmooth(index, next.assumingMemoryBound(to: Int32.self))
      } else {
        unsafe UnsafeMutableRawPointer(place.states).copyMemory(from: next, byteCount: 2 * count)
      }
      unsafe next += DigitalStates.bytes(count, isSmooth: place.smooth != nil)
    }
  }
}
