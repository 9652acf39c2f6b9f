import BoardFile
import BoardInterface
import SimulatedBoard

/// What learns.
enum LearnStage {
  /// Resistors, simulated at some depth or on this computer's buses.
  case resistors(BoardModel, [FaultInjection], SimulationDepth)
  /// A network that moves in time; simulated.
  case network(NetworkModel)
  /// Layers that relax in fixed point; the plan says all of it but the board's name.
  case layers(String)

  var name: String {
    switch self {
    case .resistors(let model, _, _): model.name
    case .network(let model): model.name
    case .layers(let name): name
    }
  }

  /// `probe-stuck:a`.
  func faultName(_ fault: BoardFault) -> String {
    switch self {
    case .resistors(let model, _, _): model.faultName(fault.kind, channel: Int(fault.channel))
    case .network, .layers: "\(fault.kind.word):\(fault.channel)"
    }
  }
}
