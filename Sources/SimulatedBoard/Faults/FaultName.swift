import BoardInterface

extension BoardFault.Kind {
  /// Kinds that can be injected, with the words used for them.
  public static let injectable: [(name: String, kind: BoardFault.Kind)] = {
    let kinds: [BoardFault.Kind] = [
      .elementStuck, .elementOpen, .elementShorted, .probeStuck, .probeSaturated,
      .probeDisconnected, .clampStuck, .sourceOff,
    ]
    return kinds.map { (name: $0.name, kind: $0) }
  }()

  /// The word for a kind, as in `element-open`.
  public var name: String { "\(word)" }
}

extension BoardModel {
  /// The names of the channels that a kind of fault can strike, in the board's order.
  public func channelNames(for kind: BoardFault.Kind) -> [String] {
    switch kind {
    case .elementStuck, .elementOpen, .elementShorted, .elementOverCurrent: elements.map(\.name)
    case .probeStuck, .probeSaturated, .probeDisconnected: nodes
    case .clampStuck: clamps.map(\.name)
    case .sourceOff: sources.map(\.name)
    case .transcriptEnded, .busFailed, .chipSilent, .otherNetwork: []
    }
  }

  /// A fault's full name: `element-open:e7`.
  public func faultName(_ kind: BoardFault.Kind, channel: Int) -> String {
    let names = channelNames(for: kind)
    return "\(kind.name):" + (names.indices.contains(channel) ? names[channel] : "\(channel)")
  }

  /// Reads `KIND:CHANNEL@TRIAL`, as in `element-open:e7@5000`. The channel is a name of this board
  /// or, where there is no such name, a number from 0; without `@TRIAL` the fault is there from the
  /// start.
  public func faultInjection(_ text: String) throws(FaultNameError) -> FaultInjection {
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves.first ?? "")
    var trial: UInt64 = 0
    if halves.count == 2 {
      guard let number = UInt64(halves[1]) else { throw .badTrial(text: String(halves[1])) }
      trial = number
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let word = String(parts.first ?? "")
    guard let kind = BoardFault.Kind.injectable.first(where: { $0.name == word })?.kind else {
      let allowed = BoardFault.Kind.injectable.map(\.name)
      throw .unknownKind(word, nearest: nearestName(to: word, among: allowed), allowed: allowed)
    }
    let channel = parts.count == 2 ? String(parts[1]) : ""
    let names = channelNames(for: kind)
    if let index = names.firstIndex(of: channel) {
      return FaultInjection(kind, channel: index, atTrial: trial)
    }
    guard let number = Int(channel), names.indices.contains(number) else {
      throw .unknownChannel(
        channel, kind: word, nearest: nearestName(to: channel, among: names), allowed: names)
    }
    return FaultInjection(kind, channel: number, atTrial: trial)
  }
}
