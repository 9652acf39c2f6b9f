/// Why an image is not a plan that may be run.
///
/// `place` of ``Reason/badSection`` and ``Reason/badEntry`` packs three numbers: byte offset of the
/// field x 2^48 + section kind x 2^32 + entry. The field is one of the table of sections
/// (``PlanSection/Field``) or of the entry (``PlanEntryField``).
public struct PlanError: Error, Equatable, BitwiseCopyable, Sendable {
  public var reason: Reason
  /// The section, entry, setting or version that is meant; see each reason.
  public var place: UInt64
  /// The offending value.
  public var value: Int64

  public init(_ reason: Reason, place: UInt64 = 0, value: Int64 = 0) {
    self.reason = reason
    self.place = place
    self.value = value
  }

  public enum Reason: UInt8, BitwiseCopyable, Sendable {
    /// The bytes there are do not agree with the bytes that there should be, or are beyond
    /// ``Plan/byteLimit``. Place: the bytes expected. Value: the bytes there are.
    case truncated = 1
    /// Does not begin like a plan. Value: its first eight bytes as a little-endian word.
    case notAPlan = 2
    /// Made for another version of the runtime. Place: the one that is read. Value: the plan's.
    case otherVersion = 3
    /// The checksum does not match: damaged. Place: the one it carries. Value: that of its bytes.
    case damaged = 4
    /// The image is not aligned to 8 bytes in memory. Value: bytes beyond a multiple of 8.
    case misaligned = 5
    /// The table of sections is wrong, or a section's count disagrees with the others. Place:
    /// packed, with a ``PlanSection/Field``.
    case badSection = 6
    /// A setting is out of range. Place: its byte offset in the header, a ``PlanSetting``.
    case badSetting = 7
    /// An entry is out of range. Place: packed, with a ``PlanEntryField``.
    case badEntry = 8
    /// Contrasts could overflow their accumulator. Place: that of ``PlanSetting/batchSize``, and
    /// samples per trial times batch size the value; or, packed, the step whose rate is shifted by
    /// too many bits, and these bits the value.
    case accumulatorTooNarrow = 9
  }
}

/// What `place` packs.
extension PlanError {
  public var section: PlanSection.Kind? {
    PlanSection.Kind(rawValue: UInt32(truncatingIfNeeded: place >> 32) & 0xFFFF)
  }
  public var entry: UInt32 { UInt32(truncatingIfNeeded: place) }
  public var fieldOffset: UInt32 { UInt32(truncatingIfNeeded: place >> 48) }

  /// The setting of a ``Reason/badSetting``.
  public var setting: PlanSetting? {
    place <= UInt64(UInt32.max) ? PlanSetting(rawValue: UInt32(place)) : nil
  }

  /// The field of a ``Reason/badEntry``.
  public var entryField: PlanEntryField? {
    guard let section else { return nil }
    return PlanEntryField(rawValue: section.rawValue << 16 | fieldOffset)
  }
}

/// How the checks make them.
extension PlanError {
  static func setting(_ setting: PlanSetting, _ value: Int64) -> PlanError {
    PlanError(.badSetting, place: UInt64(setting.rawValue), value: value)
  }

  static func section(_ kind: UInt32, _ field: PlanSection.Field, _ value: UInt32) -> PlanError {
    PlanError(
      .badSection, place: packed(UInt32(field.rawValue), kind, 0), value: Int64(value))
  }

  static func count(_ kind: PlanSection.Kind, _ value: Int) -> PlanError {
    section(kind.rawValue, .count, UInt32(truncatingIfNeeded: value))
  }

  static func entry(_ field: PlanEntryField, _ index: Int, _ value: Int64) -> PlanError {
    PlanError(.badEntry, place: place(field, index), value: value)
  }

  static func place(_ field: PlanEntryField, _ index: Int) -> UInt64 {
    packed(field.byteOffset, field.section, index)
  }

  private static func packed(_ field: UInt32, _ kind: UInt32, _ index: Int) -> UInt64 {
    UInt64(field) << 48 | UInt64(kind) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
  }
}
