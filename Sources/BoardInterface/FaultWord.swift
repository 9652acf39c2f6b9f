extension BoardFault.Kind {
  /// The word for a kind, as in `element-open:e7@500`: on the command line, in files, in listings.
  public var word: StaticString {
    switch self {
    case .elementStuck: "element-stuck"
    case .elementOpen: "element-open"
    case .elementShorted: "element-shorted"
    case .elementOverCurrent: "element-over-current"
    case .probeStuck: "probe-stuck"
    case .probeSaturated: "probe-saturated"
    case .probeDisconnected: "probe-disconnected"
    case .clampStuck: "clamp-stuck"
    case .sourceOff: "source-off"
    case .transcriptEnded: "transcript-ended"
    case .busFailed: "bus-failed"
    case .chipSilent: "chip-silent"
    case .otherNetwork: "other-network"
    }
  }
}
