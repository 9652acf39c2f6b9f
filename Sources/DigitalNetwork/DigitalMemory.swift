import CRelaxation

/// Where one layer's numbers lie. Arrays are padded with zeros to whole ``columns``.
@unsafe
struct DigitalLayerPlace {
  var nodeCount: Int32
  /// Nodes with padding.
  var columns: Int32
  var rate: Int32
  /// 2^-15.
  var states: UnsafeMutablePointer<Int16>
  /// What a node hears in one sweep, 2^-20.
  var sums: UnsafeMutablePointer<Int32>
  /// What it hears whatever the others do: its bias and the input, 2^-20.
  var standing: UnsafeMutablePointer<Int32>
  /// 2^-20.
  var biases: UnsafeMutablePointer<Int32>
  /// The pairs of states that are not zero.
  var pairs: UnsafeMutablePointer<UInt16>
  var pairCount: Int32
  /// The lowest level that may be imposed, 2^-15.
  var leastLevel: Int16
  /// nil: nodes with the hard sigmoid, and the imposed ones.
  var smooth: DigitalSmoothPlace?
}

/// Where a smooth layer's numbers lie.
@unsafe
struct DigitalSmoothPlace {
  var activation: DigitalActivation
  /// 2^-28.
  var states: UnsafeMutablePointer<Int32>
  /// What nodes say, 2^-30.
  var levels: UnsafeMutablePointer<Int32>
}

/// Where one block's weights lie, 2^-15: pairs of rows, column by column.
@unsafe
struct DigitalBlockPlace {
  var from: Int32
  var to: Int32
  /// Rows are `from`'s nodes, columns `to`'s.
  var forward: UnsafeMutablePointer<Int16>
  /// The other way round; nil where `from` is the input, which hears nothing, and within a layer,
  /// where `forward` is symmetric.
  var backward: UnsafeMutablePointer<Int16>?
  var rounding: DigitalRounding
}

/// Cuts a digital network's memory off a block, or only counts it.
@unsafe
struct DigitalCarver {
  private let base: UnsafeMutableRawPointer?
  private(set) var byteCount = 0

  init(_ base: UnsafeMutableRawPointer?) { unsafe self.base = base }

  /// Each piece begins at a multiple of 32 bytes.
  mutating func carve<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value>? {
    let place = unsafe byteCount
    unsafe byteCount += (count * MemoryLayout<Value>.stride + 31) & ~31
    return unsafe base.map { unsafe ($0 + place).bindMemory(to: Value.self, capacity: count) }
  }

  /// The arrays of a layer; nil where only counted.
  mutating func carve(_ layer: DigitalLayer, isImposed: Bool) -> DigitalLayerPlace? {
    let columns = unsafe Self.padded(layer.nodeCount)
    let count = Int(columns)
    let states: UnsafeMutablePointer<Int16>? = unsafe carve(count)
    let sums: UnsafeMutablePointer<Int32>? = unsafe carve(count)
    let standing: UnsafeMutablePointer<Int32>? = unsafe carve(count)
    let biases: UnsafeMutablePointer<Int32>? = unsafe carve(count)
    // One more: what is written and not kept.
    let pairs: UnsafeMutablePointer<UInt16>? = unsafe carve(count / 2 + 1)
    let smooth = unsafe isImposed ? nil : carveSmooth(layer)
    guard let states = unsafe states, let sums = unsafe sums, let standing = unsafe standing,
      let biases = unsafe biases, let pairs = unsafe pairs
    else { return nil }
    return unsafe DigitalLayerPlace(
      nodeCount: layer.nodeCount, columns: columns, rate: layer.rate, states: states, sums: sums,
      standing: standing, biases: biases, pairs: pairs, pairCount: 0,
      leastLevel: layer.activation == .tanh ? -32_767 : 0, smooth: smooth)
  }

  private mutating func carveSmooth(_ layer: DigitalLayer) -> DigitalSmoothPlace? {
    guard layer.activation != .hardSigmoid else { return nil }
    let states: UnsafeMutablePointer<Int32>? = unsafe carve(Int(layer.nodeCount))
    let levels: UnsafeMutablePointer<Int32>? = unsafe carve(Int(layer.nodeCount))
    guard let states = unsafe states, let levels = unsafe levels else { return nil }
    return unsafe DigitalSmoothPlace(
      activation: layer.activation, states: states, levels: levels)
  }

  /// The weights between layers of `from` and `to` nodes; nil where only counted.
  mutating func carve(_ block: DigitalBlock, _ from: Int32, _ to: Int32) -> DigitalBlockPlace? {
    let forward: UnsafeMutablePointer<Int16>? = unsafe carve(Self.weightCount(from, to))
    let backward: UnsafeMutablePointer<Int16>? =
      unsafe block.from == 0 || block.from == block.to ? nil : carve(Self.weightCount(to, from))
    guard let forward = unsafe forward else { return nil }
    return unsafe DigitalBlockPlace(
      from: block.from, to: block.to, forward: forward, backward: backward,
      rounding: DigitalRounding(block))
  }

  /// Whole pairs of rows, of padded columns.
  private static func weightCount(_ rows: Int32, _ columns: Int32) -> Int {
    unsafe Int((rows + 1) / 2 * 2) * Int(padded(columns))
  }

  static func padded(_ count: Int32) -> Int32 {
    let columns = Int32(WHEATSTONE_COLUMNS)
    return (count + columns - 1) / columns * columns
  }
}
