import CRelaxation

/// The kinds of vectors that the loops of a digital network come in. All give the same bits.
public enum DigitalVectors: Int32, BitwiseCopyable, Equatable, Sendable {
  /// What every processor of an architecture has: 128 bits on x86-64 and aarch64.
  case plain = 0
  /// 256 bits.
  case avx2 = 1
  /// 512 bits, with products that add up in one instruction (VNNI).
  case avx512 = 2

  /// The widest that this processor has.
  public static var best: DigitalVectors {
    DigitalVectors(rawValue: wheatstone_best_vectors()) ?? .plain
  }

  @inline(__always)
  var kind: Int32 { rawValue }
}
