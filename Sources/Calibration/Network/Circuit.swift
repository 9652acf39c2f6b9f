import SimulatedBoard

/// What drives a node: a source, or a clamp while it is connected.
struct Driver {
  var name: String
  var node: Int
  var seriesOhms: Double
  var converter: ConverterModel
}

/// The board's graph and its nominal values: all that calibration knows of the network beforehand.
struct Circuit {
  let model: BoardModel
  /// Sources, then clamps.
  let drivers: [Driver]
  let sourceCount: Int
  let laws: [NominalLaw]
  let levels: LevelGrid

  var nodeCount: Int { model.nodes.count }
  var elementCount: Int { model.elements.count }
  var clampCount: Int { drivers.count - sourceCount }
  /// Whether current flows even with all drivers at one level.
  var leaksToGround: Bool { model.resistors.contains { $0.nodeB == nil } }

  init(_ model: BoardModel) {
    self.model = model
    sourceCount = model.sources.count
    drivers =
      model.sources.map {
        Driver(name: $0.name, node: $0.node, seriesOhms: $0.seriesOhms, converter: $0.converter)
      }
      + model.clamps.map {
        Driver(name: $0.name, node: $0.node, seriesOhms: $0.seriesOhms, converter: $0.converter)
      }
    levels = LevelGrid(model)
    let swing = levels.highVolts - min(levels.lowVolts, 0)
    laws = model.elements.map { NominalLaw($0, swingVolts: swing) }
  }

  /// How many drivers are connected.
  func driverCount(clamped: Bool) -> Int { clamped ? drivers.count : sourceCount }

  /// What each node answers to a unit current into each other node; nil where a part floats.
  func impedance(
    elementSiemens: [Double], driverOhms: [Double], clamped: Bool
  ) -> [Double]? {
    let count = nodeCount
    // A leakage far below any element's keeps a node solvable whose elements are all open.
    var matrix = [Double](repeating: 0, count: count * count)
    for node in 0..<count { matrix[node * count + node] = 1e-12 }
    func join(_ a: Int, _ b: Int, _ siemens: Double) {
      matrix[a * count + a] += siemens
      matrix[b * count + b] += siemens
      matrix[a * count + b] -= siemens
      matrix[b * count + a] -= siemens
    }
    for (element, siemens) in zip(model.elements, elementSiemens) {
      join(element.nodeA, element.nodeB, siemens)
    }
    for resistor in model.resistors {
      if let other = resistor.nodeB {
        join(resistor.nodeA, other, 1 / resistor.ohms)
      } else {
        matrix[resistor.nodeA * count + resistor.nodeA] += 1 / resistor.ohms
      }
    }
    for index in 0..<driverCount(clamped: clamped) {
      let node = drivers[index].node
      matrix[node * count + node] += 1 / driverOhms[index]
    }
    return Cholesky(matrix, count: count)?.inverse()
  }

  /// Node voltages for driver voltages; one of the latter per connected driver.
  func volts(_ impedance: [Double], driverOhms: [Double], driverVolts: [Double]) -> [Double] {
    var volts = [Double](repeating: 0, count: nodeCount)
    for (index, drive) in driverVolts.enumerated() {
      let current = drive / driverOhms[index]
      let row = drivers[index].node * nodeCount
      for node in 0..<nodeCount { volts[node] += impedance[row + node] * current }
    }
    return volts
  }
}
