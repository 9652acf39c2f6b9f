import Plan

// All cases in the image's order. The device's module cannot hold them: a list needs memory.

extension PlanSetting {
  /// Ascending by byte offset.
  public static var allCases: [PlanSetting] {
    (0..<UInt32(PlanHeader.byteCount)).compactMap { PlanSetting(rawValue: $0) }
  }
}

extension PlanSection.Kind {
  /// In the order of the table of sections.
  public static var allCases: [PlanSection.Kind] {
    (0...UInt32(UInt8.max)).compactMap { PlanSection.Kind(rawValue: $0) }
  }
}

extension PlanSection.Field {
  /// Ascending by byte offset.
  public static var allCases: [PlanSection.Field] {
    (0..<UInt16(PlanSection.byteCount)).compactMap { PlanSection.Field(rawValue: $0) }
  }
}

extension PlanEntryField {
  /// Section by section, ascending by byte offset.
  public static var allCases: [PlanEntryField] {
    PlanSection.Kind.allCases.flatMap { kind in
      (0..<UInt32(kind.stride)).compactMap { PlanEntryField(rawValue: kind.rawValue << 16 | $0) }
    }
  }
}

extension PlanError.Reason {
  /// Ascending by code.
  public static var allCases: [PlanError.Reason] {
    (0...UInt8.max).compactMap { PlanError.Reason(rawValue: $0) }
  }
}
