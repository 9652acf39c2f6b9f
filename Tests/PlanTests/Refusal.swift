import Plan
import PlanImage
import Testing

/// One way to spoil a plan, and the error that must come of it.
struct Refusal: Sendable, CustomTestStringConvertible {
  var what: String
  var expected: PlanError
  var spoil: @Sendable () -> ImageEditor

  var testDescription: String { what }

  /// Spoils the draft, before it becomes an image.
  static func draft(
    _ what: String, _ expected: PlanError, _ spoil: @escaping @Sendable (inout PlanDraft) -> Void
  ) -> Refusal {
    Refusal(what: what, expected: expected) {
      var draft = sampleDraft()
      spoil(&draft)
      return ImageEditor(draft)
    }
  }

  /// Spoils the bytes, and seals them again.
  static func bytes(
    _ what: String, _ expected: PlanError,
    _ spoil: @escaping @Sendable (inout ImageEditor) -> Void
  ) -> Refusal {
    Refusal(what: what, expected: expected) {
      var editor = ImageEditor(sampleDraft())
      spoil(&editor)
      editor.seal()
      return editor
    }
  }

  static func setting(_ offset: UInt64, _ value: Int64) -> PlanError {
    PlanError(.badSetting, place: offset, value: value)
  }

  /// Field offset x 2^48 + section kind x 2^32 + entry.
  static func place(_ kind: UInt64, _ entry: UInt64, _ field: UInt64) -> UInt64 {
    field * 0x1_0000_0000_0000 + kind * 0x1_0000_0000 + entry
  }

  static func section(_ kind: UInt64, _ field: UInt64, _ value: Int64) -> PlanError {
    PlanError(.badSection, place: place(kind, 0, field), value: value)
  }

  static func entry(
    _ kind: UInt64, _ entry: UInt64, _ field: UInt64, _ value: Int64
  ) -> PlanError {
    PlanError(.badEntry, place: place(kind, entry, field), value: value)
  }
}
