import ArgumentParser

/// How much of a board is simulated (docs/design.md, "Three depths").
enum SimulationDepth: String, ExpressibleByArgument, CaseIterable {
  /// The network and its converters' errors, straight behind the engine.
  case network
  /// The same behind emulated chips, on buses in memory.
  case bytes
  /// Nothing is simulated: the board on this computer's buses.
  case hardware
}
