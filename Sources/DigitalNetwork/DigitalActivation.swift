/// What a node says (rho) of its state (s).
public enum DigitalActivation: UInt8, BitwiseCopyable, Equatable, Sendable {
  /// clip(s, 0, 1): a state is what it says, and has 16 bits.
  case hardSigmoid = 0
  /// (e^s - e^-s) / (e^s + e^-s). The state has 32 bits.
  case tanh = 1
  /// 1 / (1 + e^-s), the logistic function. The state has 32 bits.
  case sigmoid = 2

  /// 1 as a level, 2^-30.
  public static var one: Int32 { 1 << 30 }

  /// rho(s) in 2^-30, for a state in 2^-28; a hard sigmoid's is exact, the others' never more than
  /// 3 steps of 2^-30 from the true value, for every state; nowhere falling, and odd about the middle
  /// bit for bit.
  public func level(of state: Int32) -> Int32 {
    switch self {
    case .hardSigmoid:
      return min(max(state, 0), 1 << 28) << 2
    case .tanh:
      let e = Self.exponential(2 * Int64(state.magnitude))
      let level = Self.ratio(Self.whole &- e, Self.whole &+ e)
      return state < 0 ? 0 &- level : level
    case .sigmoid:
      let e = Self.exponential(Int64(state.magnitude))
      let level = Self.ratio(e, Self.whole &+ e)
      return state < 0 ? level : Self.one &- level
    }
  }

  /// rho'(s) in 2^-30, for a level as above: 1 - rho^2, and rho (1 - rho). A hard sigmoid's is 1 on
  /// the closed interval: with an open one a silent node would never speak.
  public func slope(at level: Int32) -> Int32 {
    let rho = Int64(level)
    switch self {
    case .hardSigmoid: return Self.one
    case .tanh: return Int32(truncatingIfNeeded: (1 << 60 &- rho &* rho) >> 30)
    case .sigmoid: return Int32(truncatingIfNeeded: (rho &* (1 << 30 &- rho)) >> 30)
    }
  }

  /// A level as nodes hear it: the nearest of 2^-15, within -1 + 2^-15 to 1 - 2^-15.
  public static func message(_ level: Int32) -> Int16 {
    let nearest = (level &+ (1 << 14)) >> 15
    return Int16(truncatingIfNeeded: min(max(nearest, -32_767), 32_767))
  }

  /// 1 in the steps of ``exponential(_:)``.
  private static var whole: Int64 { 1 << 31 }

  /// e^-x in 2^-31, for x in 2^-28, 0 to 16. The fraction of x log2(e) goes through a polynomial of
  /// degree 7 that is exact at 0; least largest error 2^-34.
  @inline(__always)
  private static func exponential(_ x: Int64) -> Int64 {
    // log2(e) in 2^-30; the product is below 2^63.
    let halvings = x &* 1_549_082_005
    let fraction = (halvings >> 26) & 0xFFFF_FFFF
    let shift = halvings >> 58
    var sum: Int64 = -23_337
    sum = 316_607 &+ (sum &* fraction) >> 32
    sum = -2_851_950 &+ (sum &* fraction) >> 32
    sum = 20_649_668 &+ (sum &* fraction) >> 32
    sum = -119_192_936 &+ (sum &* fraction) >> 32
    sum = 515_882_355 &+ (sum &* fraction) >> 32
    sum = -1_488_522_230 &+ (sum &* fraction) >> 32
    sum = whole &+ (sum &* fraction) >> 32
    return (sum &+ (1 &<< shift) >> 1) &>> shift
  }

  /// The nearest of 2^-30.
  @inline(__always)
  private static func ratio(_ part: Int64, _ of: Int64) -> Int32 {
    Int32(truncatingIfNeeded: (part &<< 30 &+ of >> 1) / of)
  }
}
