import BoardInterface
import BusInterface
public import SimulatedBoard
public import Wiring

/// A computer's buses with a whole board on them, in memory: depth 2 of simulation.
public struct EmulatedSystem {
  public let bench: EmulatedBench
  public let wires: EmulatedWires
  public let bus: EmulatedBusState
  public let meter: TrialMeter

  /// The board that a plan's wiring describes; `model` with the plan's clamps.
  public init(
    _ model: BoardModel, wiring: Wiring, faults: [FaultInjection] = []
  ) throws(BoardModelError) {
    bench = try EmulatedBench(model, wiring: wiring, faults: faults)
    wires = EmulatedWires(wiring: wiring, analog: bench)
    bus = EmulatedBusState(wires: wires, bench: bench, wiring: wiring)
    meter = TrialMeter(wires: wires, bus: bus)
  }
}
