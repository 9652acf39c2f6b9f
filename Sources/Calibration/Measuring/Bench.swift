import BoardInterface
import FixedPoint

/// One state of the board, read several times.
struct Observation {
  var taps: [Int32]
  var clamped: Bool
  /// What the connected drivers were asked for.
  var askedVolts: [Double]
  /// Mean readings of all nodes.
  var meanVolts: [Double]
  var readings: Int
}

/// Asks a board for what calibration wants to see, in volts, and counts.
struct Bench {
  let circuit: Circuit
  var settleMicroseconds: UInt32
  private(set) var trials = 0
  private(set) var readings = 0
  private(set) var notices: [BoardFault] = []
  private var samples: [Sample]

  init(_ circuit: Circuit, settleMicroseconds: UInt32) {
    self.circuit = circuit
    self.settleMicroseconds = settleMicroseconds
    samples = Array(repeating: .zero, count: circuit.nodeCount)
  }

  /// The mean of `readings` readings in a state that is set up `visits` times, so that a driver's
  /// noise is drawn anew as well.
  mutating func observe<B: Board & ~Copyable>(
    _ board: inout B, taps: [Int32], asked: [Double], clamped: Bool, readings: Int,
    visits: Int = 2
  ) throws(BoardFault) -> Observation {
    var sums = [Double](repeating: 0, count: circuit.nodeCount)
    let each = max(1, readings / visits)
    for _ in 0..<visits {
      try set(&board, taps: taps, asked: asked, clamped: clamped)
      try board.settle(microseconds: settleMicroseconds)
      for _ in 0..<each {
        let volts = try read(&board)
        for node in sums.indices { sums[node] += volts[node] }
      }
      if clamped { try board.release() }
    }
    let count = each * visits
    return Observation(
      taps: taps, clamped: clamped, askedVolts: asked, meanVolts: sums.map { $0 / Double(count) },
      readings: count)
  }

  /// Announces a new trial and sets taps, sources and clamps. The caller settles, reads and, where
  /// clamps are connected, releases.
  mutating func set<B: Board & ~Copyable>(
    _ board: inout B, taps: [Int32], asked: [Double], clamped: Bool
  ) throws(BoardFault) {
    try board.begin(Moment(trial: UInt64(trials), example: 0, phase: .selfTest))
    trials += 1
    try board.turn(taps.span)
    try drive(&board, asked)
    if clamped {
      let levels = levels(asked.suffix(from: circuit.sourceCount))
      try board.clamp(levels.span)
    }
    while let notice = board.nextNotice() {
      if notices.count < 1_000, !notices.contains(notice) { notices.append(notice) }
    }
  }

  mutating func drive<B: Board & ~Copyable>(
    _ board: inout B, _ asked: [Double]
  ) throws(BoardFault) {
    let levels = levels(asked.prefix(circuit.sourceCount))
    try board.drive(levels.span)
  }

  /// One reading of every node, in volts.
  mutating func read<B: Board & ~Copyable>(_ board: inout B) throws(BoardFault) -> [Double] {
    var span = samples.mutableSpan
    try board.sample(into: &span)
    readings += 1
    let volts = circuit.model.fullScaleVolts * 0x1p-20
    return samples.map { Double($0.raw) * volts }
  }

  private func levels(_ volts: ArraySlice<Double>) -> [Sample] {
    volts.map { Sample(raw: circuit.levels.raw($0)) }
  }

  /// The same place of the range for all connected drivers, each on its own converter's grid.
  func common(_ place: Double, clamped: Bool) -> [Double] {
    let volts = circuit.levels.volts(at: place)
    return circuit.drivers.prefix(circuit.driverCount(clamped: clamped)).map {
      circuit.levels.nearest(volts, $0)
    }
  }

  /// A place of its own for every connected driver.
  func asked(_ places: [Double]) -> [Double] {
    zip(places, circuit.drivers).map { place, driver in
      circuit.levels.nearest(circuit.levels.volts(at: place), driver)
    }
  }
}
