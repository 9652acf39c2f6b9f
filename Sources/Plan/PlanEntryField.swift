/// A field of a section's entry: section kind x 2^16 + its byte offset in the entry. What an error
/// points at and a listing shows.
public enum PlanEntryField: UInt32, BitwiseCopyable, Sendable {
  case sourceNode = 0x1_0000
  case sourceSafeLevel = 0x1_0004
  case outputNode = 0x2_0000
  case outputMinusNode = 0x2_0004
  case outputClamp = 0x2_0008
  case outputMinusClamp = 0x2_000C
  case clampNode = 0x3_0000
  case elementNodeA = 0x4_0000
  case elementNodeB = 0x4_0002
  case elementMinimumTap = 0x4_0004
  case elementMaximumTap = 0x4_0008
  case elementStartTap = 0x4_000C
  case elementDirection = 0x4_0010
  case stepFromTrial = 0x5_0000
  case stepRateMantissa = 0x5_0008
  case stepRateShift = 0x5_0010
  case stepEta = 0x5_0014
  case stepSettleMicroseconds = 0x5_0018
  case stepReserved = 0x5_001C
  case trainInput = 0x6_0000
  case trainTarget = 0x7_0000
  case testInput = 0x8_0000
  case testTarget = 0x9_0000
  case targetLevel = 0xA_0000
  case nameOffset = 0xB_0000
  case nameLength = 0xB_0004
  case textByte = 0xC_0000
  case termKind = 0xE_0000
  case termFlags = 0xE_0002
  case termNodeC = 0xE_0004
  case termReserved = 0xE_0006
  case termRestTap = 0xE_0008
  case termWeight = 0xE_000C
  case termOffset = 0xE_0010
  case termScale = 0xE_0018
  case sampleWeight = 0xF_0000
  case layerNodeCount = 0x10_0000
  case layerRate = 0x10_0004
  case layerActivation = 0x10_0008
  case layerReserved = 0x10_000C
  case blockFrom = 0x11_0000
  case blockTo = 0x11_0002
  case blockStartReach = 0x11_0004
  case blockWeight = 0x11_0008
  case blockWeightBits = 0x11_000C
  case blockWeightScale = 0x11_000D
  case blockReserved = 0x11_000E
  case imageByte = 0x12_0000
  case validationTarget = 0x13_0000

  /// The kind of section that it stands in.
  public var section: UInt32 { rawValue >> 16 }
  /// Its place in the entry, bytes.
  public var byteOffset: UInt32 { rawValue & 0xFFFF }
}
