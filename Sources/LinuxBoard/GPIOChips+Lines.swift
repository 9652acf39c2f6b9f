internal import CLinuxBoard

extension GPIOChips {
  /// A line that was looked for by its name.
  public enum FoundLine: Equatable, Sendable {
    case offset(UInt32)
    case missing
    case ambiguous
    /// The chip cannot be looked at.
    case unknown
  }
}

#if !hasFeature(Embedded)
  extension GPIOChips {
    /// Finds a line of a chip by its name.
    public static func find(line name: String, chip: Int32) -> FoundLine {
      let bytes = name.utf8CString
      let found = unsafe bytes.withUnsafeBufferPointer { text in
        // A C string has at least its final zero.
        unsafe text.baseAddress.map {
          unsafe wheatstone_gpio_find_line(chip, $0, text.count - 1)
        } ?? Int64(-OpenError.Number.noEntry)
      }
      if found >= 0 { return .offset(UInt32(truncatingIfNeeded: found)) }
      return switch -found {
      case Int64(OpenError.Number.noEntry): .missing
      case Int64(OpenError.Number.notUnique): .ambiguous
      default: .unknown
      }
    }
  }
#endif
