/// The checks of terms and sample weights.
extension Plan {
  /// The largest value of an element, 2^-20 of its unit.
  private static var valueLimit: Int64 { 1 << 26 }

  func checkTerms() throws(PlanError) {
    for index in 0..<termCount { try checkTerm(index) }
    for index in 0..<sampleWeightCount where unsafe sampleWeights[index] > 1 << 16 {
      throw .entry(.sampleWeight, index, Int64(unsafe sampleWeights[index]))
    }
    guard header.push == Push.position.rawValue else { return }
    // A clamp holds its node or it does not: outputs are held together or not at all.
    for t in 0..<samplesPerTrial {
      for output in 1..<max(outputCount, 1)
      where (weight(output: output, at: t) == 0) != (weight(output: 0, at: t) == 0) {
        throw .entry(
          .sampleWeight, t &* outputCount &+ output, Int64(weight(output: output, at: t)))
      }
    }
  }

  private func checkTerm(_ index: Int) throws(PlanError) {
    let term = term(index)
    let element = element(index)
    guard let kind = LocalTerm(rawValue: term.kind) else {
      throw .entry(.termKind, index, Int64(term.kind))
    }
    guard term.flags & ~1 == 0, !term.isReciprocal || kind == .linear || kind == .sine else {
      throw .entry(.termFlags, index, Int64(term.flags))
    }
    guard UInt32(term.nodeC) < header.nodeCount else {
      throw .entry(.termNodeC, index, Int64(term.nodeC))
    }
    guard term.restTap >= element.minimumTap, term.restTap <= element.maximumTap else {
      throw .entry(.termRestTap, index, Int64(term.restTap))
    }
    guard term.weight >= 0, term.weight <= 1 << 30 else {
      throw .entry(.termWeight, index, Int64(term.weight))
    }
    let limit = Self.valueLimit
    guard term.offset >= -limit, term.offset <= limit else {
      throw .entry(.termOffset, index, term.offset)
    }
    // Before the product of tap and scale is used: it must stay within 62 bits.
    let (product, overflow) = term.scale.multipliedReportingOverflow(by: Int64(element.maximumTap))
    guard !overflow, product.magnitude <= 1 << 62,
      term.value(tap: element.minimumTap).magnitude <= UInt64(limit),
      term.value(tap: element.maximumTap).magnitude <= UInt64(limit)
    else { throw .entry(.termScale, index, term.scale) }
    try checkChannel(index, kind)
  }

  /// A channel's three rates stand one after another, between the same nodes, and are positive.
  private func checkChannel(_ index: Int, _ kind: LocalTerm) throws(PlanError) {
    let place = Int(kind.rawValue) - Int(LocalTerm.speed.rawValue)
    guard place >= 0 else { return }
    guard index >= place, index - place + 2 < termCount else {
      throw .entry(.termKind, index, Int64(kind.rawValue))
    }
    let first = index - place
    for other in 0..<3
    where term(first + other).kind != LocalTerm.speed.rawValue + UInt16(other)
      || term(first + other).nodeC != term(first).nodeC
      || element(first + other).nodeA != element(first).nodeA
      || element(first + other).nodeB != element(first).nodeB
    {
      throw .entry(.termKind, index, Int64(kind.rawValue))
    }
    let term = term(index)
    // Half saturation divides: at least 2^-14 of full scale.
    let least: Int64 = kind == .halfSaturation ? 1 << 6 : 0
    guard term.scale >= 0, term.value(tap: element(index).minimumTap) >= least else {
      throw .entry(.termOffset, index, term.offset)
    }
  }
}
