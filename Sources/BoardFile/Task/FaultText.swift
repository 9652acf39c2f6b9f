internal import SimulatedBoard

/// Reads `element-open:e3@500`: what, where, from which trial on.
enum FaultText {
  static func parse(
    _ text: String, at place: Place, board: BoardModel, log: DiagnosticLog
  ) -> FaultInjection? {
    do {
      return try board.faultInjection(text)
    } catch {
      switch error {
      case .unknownKind(let word, let nearest, let allowed):
        log.error(
          place, "no fault of this kind", value: word,
          allowed: nearest == nil ? allowed.joined(separator: ", ") : nil, suggestion: nearest)
      case .unknownChannel(let channel, let kind, let nearest, let allowed):
        log.error(
          place, "\(kind) has no such channel", value: channel,
          allowed: nearest == nil ? allowed.prefix(12).joined(separator: ", ") : nil,
          suggestion: nearest)
      case .badTrial(let text):
        log.error(
          place, "not a trial's number", value: text,
          allowed: "KIND:NAME@TRIAL, such as element-open:e3@500")
      }
      return nil
    }
  }
}
