/// Everything about one steady state of a network.
public struct NetworkState: Equatable, Sendable {
  /// One per node.
  public var nodeVolts: [Double]
  /// From `nodeA` to `nodeB`, one per element.
  public var elementAmperes: [Double]
  /// From `nodeA` to `nodeB` or to ground, one per fixed resistor.
  public var resistorAmperes: [Double]
  /// Into the network, one per source.
  public var sourceAmperes: [Double]
  /// Into the network, one per clamp; 0 where released.
  public var clampAmperes: [Double]
  /// Delivered by all sources and clamps together, their series resistances included: what the
  /// network turns into heat.
  public var powerWatts: Double
}

extension NetworkCore {
  /// The currents and the power that go with the present solution.
  func state(of model: BoardModel) -> NetworkState {
    let volts = nodeVolts.values
    let elementAmperes = model.elements.enumerated().map { number, element in
      unsafe (volts[element.nodeA] - volts[element.nodeB]) * elementSiemens.base[number]
    }
    let resistorAmperes = model.resistors.map { resistor in
      (volts[resistor.nodeA] - (resistor.nodeB.map { volts[$0] } ?? 0)) / resistor.ohms
    }
    let sourceAmperes = model.sources.enumerated().map { number, source in
      unsafe (sourceVolts.base[number] - volts[source.node]) / source.seriesOhms
    }
    let clampAmperes = model.clamps.enumerated().map { number, clamp in
      unsafe clampConnected.base[number]
        ? unsafe (clampVolts.base[number] - volts[clamp.node]) / clamp.seriesOhms : 0
    }
    let delivered = zip(sourceVolts.values, sourceAmperes).map { $0 * $1 }.reduce(0, +)
    let held = zip(clampVolts.values, clampAmperes).map { $0 * $1 }.reduce(0, +)
    return NetworkState(
      nodeVolts: volts, elementAmperes: elementAmperes, resistorAmperes: resistorAmperes,
      sourceAmperes: sourceAmperes, clampAmperes: clampAmperes, powerWatts: delivered + held)
  }
}
