extension BoardModel {
  /// Throws the first thing that cannot be simulated: a value out of range, or a floating part.
  public func check() throws(BoardModelError) {
    try require(nodes.count >= 1, "number of nodes", nodes.count, "at least 1")
    try require(nodes.count <= Self.countMax, "number of nodes", nodes.count, Self.countAllowed)
    try require(
      elements.count <= Self.countMax, "number of elements", elements.count, Self.countAllowed)
    try require(
      resistors.count <= Self.countMax, "number of resistors", resistors.count, Self.countAllowed)
    try require(
      sources.count <= Self.countMax, "number of sources", sources.count, Self.countAllowed)
    try require(
      clamps.count <= Self.clampsMax, "number of clamps", clamps.count, "at most \(Self.clampsMax)")
    try require(
      fullScaleVolts >= 1e-6 && fullScaleVolts <= Self.voltsMax, "full scale in volts",
      fullScaleVolts, "1e-6 to \(Self.voltsMax)")
    for source in sources { try check(channel: "source \(source.name)", source) }
    for clamp in clamps {
      try check(
        channel: "clamp \(clamp.name)",
        SourceModel(
          name: clamp.name, node: clamp.node, seriesOhms: clamp.seriesOhms,
          converter: clamp.converter))
    }
    try check(probes.converter, of: "probes")
    try nonnegative(probes.leakageAmperes, "leakage of the probes in amperes")
    var tableEntries = 0
    for element in elements {
      try check(element)
      if element.tapSpread > 0 { tableEntries += element.taps }
    }
    try require(
      tableEntries <= Self.tapsMax, "taps of all elements with a tap spread together", tableEntries,
      "at most \(Self.tapsMax)")
    for resistor in resistors {
      try node(resistor.nodeA, of: "resistor \(resistor.name)")
      if let other = resistor.nodeB {
        try node(other, of: "resistor \(resistor.name)")
        try require(
          other != resistor.nodeA, "the other node of resistor \(resistor.name)", other,
          "another node than its first")
      }
      try resistance(resistor.ohms, "resistor \(resistor.name) in ohms")
    }
    try nonnegative(settling.timeConstantMicroseconds, "settling time constant in microseconds")
    try nonnegative(supplyErrorFraction, "supply error")
    try require(
      drift.fraction >= 0 && drift.fraction < 1, "drift", drift.fraction, "0 up to less than 1")
    try positive(drift.periodTrials, "period of the drift in trials")
    let floating = floatingParts()
    if !floating.isEmpty { throw .floating(floating) }
  }

  /// Nodes, elements, resistors and sources that a model may have of each.
  public static var countMax: Int { 20_000 }
  public static var clampsMax: Int { 1_000 }
  /// Settings of all elements with unequal taps together, each of which is kept.
  public static var tapsMax: Int { 1 << 24 }
  /// Largest magnitude of any voltage.
  public static var voltsMax: Double { 1e6 }
  /// Smallest and largest resistance.
  public static var ohmsRange: ClosedRange<Double> { 1e-3...1e12 }

  private static var countAllowed: String { "at most \(countMax)" }

  private func require<T>(
    _ holds: Bool, _ what: String, _ value: T, _ allowed: String
  ) throws(BoardModelError) {
    if !holds { throw .badValue(what: what, value: "\(value)", allowed: allowed) }
  }

  private func positive(_ value: Double, _ what: String) throws(BoardModelError) {
    try require(value > 0 && value.isFinite, what, value, "above 0")
  }

  private func nonnegative(_ value: Double, _ what: String) throws(BoardModelError) {
    try require(value >= 0 && value.isFinite, what, value, "0 or above")
  }

  private func resistance(_ ohms: Double, _ what: String) throws(BoardModelError) {
    try require(
      Self.ohmsRange.contains(ohms), what, ohms,
      "\(Self.ohmsRange.lowerBound) to \(Self.ohmsRange.upperBound)")
  }

  private func node(_ number: Int, of what: String) throws(BoardModelError) {
    try require(
      nodes.indices.contains(number), "node of \(what)", number, "0 to \(nodes.count - 1)")
  }

  private func check(channel: String, _ source: SourceModel) throws(BoardModelError) {
    try node(source.node, of: channel)
    try resistance(source.seriesOhms, "series resistance of \(channel) in ohms")
    try check(source.converter, of: channel)
  }

  private func check(_ converter: ConverterModel, of what: String) throws(BoardModelError) {
    if let bits = converter.bits {
      try require((1...24).contains(bits), "bits of \(what)", bits, "1 to 24")
    }
    let (low, high) = (converter.lowVolts, converter.highVolts)
    try require(
      abs(low) <= Self.voltsMax, "lower end of \(what) in volts", low,
      "-\(Self.voltsMax) to \(Self.voltsMax)")
    try require(
      high > low && high <= Self.voltsMax, "upper end of \(what) in volts", high,
      "above \(low), at most \(Self.voltsMax)")
    try nonnegative(converter.offsetVolts, "offset of \(what) in volts")
    try nonnegative(converter.gainErrorFraction, "gain error of \(what)")
    try nonnegative(converter.integralErrorSteps, "integral error of \(what) in steps")
    try nonnegative(converter.noiseVolts, "noise of \(what) in volts")
  }

  private func check(_ element: ElementModel) throws(BoardModelError) {
    let what = "element \(element.name)"
    try node(element.nodeA, of: what)
    try node(element.nodeB, of: what)
    try require(
      element.nodeA != element.nodeB, "second node of \(what)", element.nodeB,
      "another than its first")
    try require(
      (1...(1 << 24)).contains(element.taps), "taps of \(what)", element.taps, "1 to \(1 << 24)")
    let last = element.taps - 1
    try require(
      (0...last).contains(element.minimumTap), "lowest tap of \(what)", element.minimumTap,
      "0 to \(last)")
    try require(
      element.maximumTap >= element.minimumTap && element.maximumTap <= last,
      "highest tap of \(what)", element.maximumTap, "\(element.minimumTap) to \(last)")
    try require(
      element.startTap >= element.minimumTap && element.startTap <= element.maximumTap,
      "start tap of \(what)", element.startTap, "\(element.minimumTap) to \(element.maximumTap)")
    try require(
      element.tolerance >= 0 && element.tolerance < 1, "tolerance of \(what)", element.tolerance,
      "0 up to less than 1")
    try nonnegative(element.tapSpread, "tap spread of \(what)")
    if let limit = element.limitAmperes { try positive(limit, "current limit of \(what)") }
    switch element.law {
    case .linear(let endToEnd, let wiper):
      try resistance(endToEnd, "end-to-end resistance of \(what) in ohms")
      try nonnegative(wiper, "wiper resistance of \(what) in ohms")
    case .logarithmic(let endToEnd, let wiper, let base):
      try resistance(endToEnd, "end-to-end resistance of \(what) in ohms")
      try nonnegative(wiper, "wiper resistance of \(what) in ohms")
      try require(
        base > 0 && base != 1 && base.isFinite, "base of \(what)", base, "above 0 and not 1")
    case .conductance(let minimum, let maximum):
      try nonnegative(minimum, "smallest conductance of \(what) in siemens")
      try require(
        maximum.isFinite && maximum > minimum && maximum <= 1e3,
        "largest conductance of \(what) in siemens", maximum, "above \(minimum), at most 1000")
    }
  }
}
