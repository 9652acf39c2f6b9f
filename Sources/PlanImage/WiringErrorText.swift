import Wiring

/// Why a wiring is refused: what, where, and what to do.
public func describe(_ error: WiringError) -> String {
  let (entry, value) = (error.entry, error.value)
  let what =
    switch error.reason {
    case .truncated: "it has \(value) bytes, which are not as many as its counts say"
    case .otherVersion:
      "it does not begin like a wiring of version \(WiringHeader.currentVersion) (version \(value))"
    case .misaligned: "it does not lie at a multiple of 8 in memory"
    case .badHeader:
      "more than \(Wiring.lineLimit) lines, an arm or heartbeat line that is not there, a flag "
        + "that is neither 0 nor 1, or more than 2^24 elements (it has \(value) lines)"
    case .badDevice:
      "device \(entry) is of no known kind, or its mode, clock or name is not allowed"
    case .badLine: "line \(entry) has no name, or device \(value) has no lines"
    case .badChip:
      "chip \(entry) is of an unknown part (\(value)), on a device of another kind, or its lines "
        + "are not there"
    case .badChannel:
      "channel \(entry) is served by a chip of another role, one that is not there, or one without "
        + "this channel, code or scale (chip \(value))"
    case .badCorrection: "correction \(entry) is out of range"
    case .otherPlan: "it serves another board than the plan's (it has \(value) nodes)"
    }
  return "the wiring cannot be used: \(what); compile the plan again with "
    + "'wheatstone plan BOARD TASK -o FILE'"
}
