import BoardInterface

/// The board at rest: noise, how well it comes back, and what the sources give.
struct RestMeasurement {
  private let circuit: Circuit
  private let taps: [Int32]
  private let readings: Int

  init(_ circuit: Circuit, _ taps: [Int32], readings: Int) {
    self.circuit = circuit
    self.taps = taps
    self.readings = readings
  }

  /// The standard deviation of one reading of each node, at four levels, each in a trial of its own.
  func noise<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench
  ) throws(BoardFault) -> [Double] {
    var squares = [Double](repeating: 0, count: circuit.nodeCount)
    let (levels, each) = (4, 4 * readings)
    for level in 0..<levels {
      let asked = bench.common((Double(level) + 0.5) / Double(levels), clamped: false)
      var seen: [[Double]] = []
      try bench.set(&board, taps: taps, asked: asked, clamped: false)
      try board.settle(microseconds: bench.settleMicroseconds)
      for _ in 0..<each { seen.append(try bench.read(&board)) }
      for node in squares.indices {
        let mean = seen.reduce(0) { $0 + $1[node] } / Double(each)
        squares[node] +=
          seen.reduce(0) { $0 + ($1[node] - mean) * ($1[node] - mean) } / Double(each - 1)
      }
    }
    return squares.map { ($0 / Double(levels)).squareRoot() }
  }

  /// How far the worst node's reading comes back after the taps went to an end and returned:
  /// standard deviation beyond what the noise explains.
  func repeatability<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, _ noise: ReadingNoise
  ) throws(BoardFault) -> Double {
    let returns = 12
    let ends = [
      circuit.laws.map { Int32($0.taps.lowerBound) },
      circuit.laws.map { Int32($0.taps.upperBound) },
    ]
    let asked = bench.asked((0..<circuit.sourceCount).map { $0 == 0 ? 1 : 0 })
    var seen: [[Double]] = []
    for turn in 0..<returns {
      try bench.set(&board, taps: ends[turn % 2], asked: asked, clamped: false)
      try board.settle(microseconds: bench.settleMicroseconds)
      seen.append(
        try bench.observe(
          &board, taps: taps, asked: asked, clamped: false, readings: readings, visits: 1
        ).meanVolts)
    }
    return Self.excess(
      seen,
      expected: circuit.model.nodes.indices.map {
        let deviation = noise.deviation($0, readings: readings)
        return deviation * deviation
      })
  }

  /// The root of the worst node's variance beyond the expected one, or where no single node stands
  /// out of the mean of all nodes; 0 where that is not significant either.
  private static func excess(_ seen: [[Double]], expected: [Double]) -> Double {
    let freedom = Double(seen.count - 1)
    let variances = expected.indices.map { node in
      let mean = seen.reduce(0) { $0 + $1[node] } / Double(seen.count)
      return seen.reduce(0) { $0 + ($1[node] - mean) * ($1[node] - mean) } / freedom
    }
    // Chi-square of 11 degrees of freedom is above 4.5 times its mean once in a million.
    let worst = zip(variances, expected).filter { $0 > 4.5 * $1 }.map { $0 - $1 }.max()
    if let worst { return worst.squareRoot() }
    let ratio = zip(variances, expected).reduce(0) { $0 + $1.0 / $1.1 } / Double(expected.count)
    let scatter = (2 / (freedom * Double(expected.count))).squareRoot()
    guard ratio > 1 + 4 * scatter else { return 0 }
    let mean = zip(variances, expected).reduce(0) { $0 + $1.0 - $1.1 } / Double(expected.count)
    return max(0, mean).squareRoot()
  }

  /// All sources together from one end of their range to the other.
  func sweep<B: Board & ~Copyable>(
    _ board: inout B, _ bench: inout Bench, readings: Int
  ) throws(BoardFault) -> [Observation] {
    var seen: [Observation] = []
    for step in 0...8 {
      seen.append(
        try bench.observe(
          &board, taps: taps, asked: bench.common(Double(step) / 8, clamped: false),
          clamped: false, readings: 2 * readings))
    }
    return seen
  }
}
