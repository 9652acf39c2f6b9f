import CRelaxation

/// Where one layer's numbers lie. Arrays are padded with zeros to whole ``columns``, those of states
/// to ``stateCount``.
@unsafe
struct DigitalLayerPlace {
  var nodeCount: Int32
  /// Nodes with padding.
  var columns: Int32
  var stateCount: Int32
  var rate: Int32
  /// 2^-15.
  var states: UnsafeMutablePointer<Int16>
  /// What a node hears from the states that move, rounded down: 2^-20.
  var heard: UnsafeMutablePointer<Int32>
  /// What was rounded away, 2^-30: with it the sum is exact.
  var rest: UnsafeMutablePointer<Int32>
  /// What it hears whatever the others do: its bias and the input, 2^-20.
  var standing: UnsafeMutablePointer<Int32>
  /// As above, with a nudge.
  var pulled: UnsafeMutablePointer<Int32>
  /// 2^-20.
  var biases: UnsafeMutablePointer<Int32>
  /// The states, or their changes, that the others have not heard yet.
  var changes: wheatstone_changes
  /// Listed states are divided by 2^scale.
  var scale: Int32
  /// The lowest level that may be imposed, 2^-15.
  var leastLevel: Int16
  /// nil: nodes with the hard sigmoid, and the imposed ones.
  var smooth: DigitalSmoothPlace?

  /// What it was made from.
  var shape: DigitalLayer {
    let activation = unsafe smooth?.activation ?? (leastLevel < 0 ? .tanh : .hardSigmoid)
    return unsafe DigitalLayer(nodeCount: nodeCount, rate: rate, activation: activation)
  }
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

  /// Each piece begins at a multiple of ``DigitalNetwork/alignment``, counted from the base.
  mutating func carve<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value>? {
    let place = unsafe byteCount
    unsafe byteCount += DigitalNetwork.aligned(count * MemoryLayout<Value>.stride)
    return unsafe base.map { unsafe ($0 + place).bindMemory(to: Value.self, capacity: count) }
  }

  /// The arrays of a layer; nil where only counted. `biases`: those of another network, if shared.
  mutating func carve(
    _ layer: DigitalLayer, isImposed: Bool, biases shared: UnsafeMutablePointer<Int32>? = nil
  ) -> DigitalLayerPlace? {
    let columns = unsafe Self.padded(layer.nodeCount)
    let stateCount = unsafe Self.padded(layer.nodeCount, to: Int32(WHEATSTONE_STATES))
    let states: UnsafeMutablePointer<Int16>? = unsafe carve(Int(stateCount))
    let heard: UnsafeMutablePointer<Int32>? = unsafe carve(Int(columns))
    let rest: UnsafeMutablePointer<Int32>? = unsafe carve(Int(columns))
    let standing: UnsafeMutablePointer<Int32>? = unsafe carve(Int(columns))
    let pulled: UnsafeMutablePointer<Int32>? = unsafe carve(Int(columns))
    let biases: UnsafeMutablePointer<Int32>? = unsafe shared ?? carve(Int(columns))
    let changes = unsafe carveChanges(Int(stateCount) / 2)
    let smooth = unsafe isImposed ? nil : carveSmooth(layer)
    guard let states = unsafe states, let heard = unsafe heard,
      let rest = unsafe rest, let standing = unsafe standing, let pulled = unsafe pulled,
      let biases = unsafe biases, let changes = unsafe changes
    else { return nil }
    return unsafe DigitalLayerPlace(
      nodeCount: layer.nodeCount, columns: columns, stateCount: stateCount, rate: layer.rate,
      states: states, heard: heard, rest: rest, standing: standing, pulled: pulled,
      biases: biases, changes: changes, scale: 0,
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

  /// Room for a list of so many pairs.
  mutating func carveChanges(_ count: Int) -> wheatstone_changes? {
    let room = count + Int(WHEATSTONE_SPARE)
    let pairs: UnsafeMutablePointer<UInt16>? = unsafe carve(room)
    let values: UnsafeMutablePointer<Int32>? = unsafe carve(room)
    let ends: UnsafeMutablePointer<UInt16>? = unsafe carve(room)
    guard let pairs = unsafe pairs, let values = unsafe values, let ends = unsafe ends
    else { return nil }
    return unsafe wheatstone_changes(
      pairs: pairs, values: values, ends: ends, count: 0, total: 0, endCount: 0)
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

  static func padded(_ count: Int32, to columns: Int32 = Int32(WHEATSTONE_COLUMNS)) -> Int32 {
    (count + columns - 1) / columns * columns
  }
}
