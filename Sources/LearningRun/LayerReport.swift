/// What a learning record says, and those that go with it where elements stand in layers.
public struct LayerReport: BitwiseCopyable, Sendable {
  /// Mean squared error since the record before; 2^-40 of full scale squared.
  public var error: UInt64 = 0
  /// Examples that were answered correctly, and all.
  public var correct: UInt32 = 0
  public var total: UInt32 = 0
  /// The mean energy of free responses, 2^-20; nil where there was none.
  public var energy: Int64?
  /// How many sweeps they took on average, 2^-10.
  public var sweeps: UInt64 = 0
  /// How far updates moved each block, of its length, 2^-30; nil where none was measured.
  public var sizes: InlineArray<16, UInt64>?

  /// Nothing yet.
  public init() {}
}
