internal import BoardInterface
internal import Plan
internal import SimulatedBoard

/// Which clamps a plan has: those of the task's outputs, in the board's order.
struct ChannelLayout {
  /// The board's number of each clamp of the plan.
  let clamps: [Int]
  let outputs: [PlanOutput]
  private let board: BoardDescription

  init(_ board: BoardDescription, _ task: TaskDescription) {
    let used = Set(task.outputs.flatMap { [$0.clamp, $0.minusClamp].compactMap { $0 } })
    let clamps = used.sorted()
    var numbers: [Int: UInt32] = [:]
    for (index, clamp) in clamps.enumerated() { numbers[clamp] = UInt32(index) }
    self.clamps = clamps
    self.board = board
    func node(_ clamp: Int) -> UInt32 { UInt32(board.model.clamps[clamp].node) }
    outputs = task.outputs.map { output in
      let plus = PlanOutput(node: node(output.clamp), clamp: numbers[output.clamp] ?? 0)
      guard let minus = output.minusClamp else { return plus }
      return PlanOutput(
        node: plus.node, clamp: plus.clamp, minusNode: node(minus),
        minusClamp: numbers[minus] ?? 0)
    }
  }

  /// The task's faults with clamps numbered as in the plan; those of clamps that it does not use
  /// are reported and left out.
  func faults(of task: TaskDescription, log: DiagnosticLog) -> [FaultInjection] {
    task.faults.compactMap { fault in
      guard fault.kind == .clampStuck else { return fault }
      guard let index = clamps.firstIndex(of: fault.channel) else {
        log.warning(
          task.place, "this fault is of a clamp that the task does not use",
          value: board.clamps.names[fault.channel])
        return nil
      }
      var fault = fault
      fault.channel = index
      return fault
    }
  }
}
