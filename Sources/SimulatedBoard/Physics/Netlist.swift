extension BoardModel {
  /// The network as a SPICE deck: `ngspice -b` computes its operating point and prints every node,
  /// at tolerances that leave double precision as the only limit.
  ///
  /// Elements have their true resistance at `taps`. Names are made safe for SPICE and unique by
  /// their number: node 3, "out+", becomes `n3_out_`. Ground is node 0.
  ///
  /// - Parameters:
  ///   - taps: one per element; nil: the start taps.
  ///   - driveVolts: one per source.
  ///   - clampVolts: one per clamp; nil: the clamps are released and left out.
  public func netlist(
    taps: [Int32]? = nil, driveVolts: [Double], clampVolts: [Double]? = nil
  ) throws(BoardModelError) -> String {
    try check()
    let ohms = try elementOhms(at: taps ?? elements.map { Int32($0.startTap) })
    return try netlist(elementOhms: ohms, driveVolts: driveVolts, clampVolts: clampVolts)
  }

  /// The same with resistances of the caller's.
  public func netlist(
    elementOhms ohms: [Double], driveVolts: [Double], clampVolts: [Double]? = nil
  ) throws(BoardModelError) -> String {
    try expect(ohms.count, "resistances", elements.count)
    try expect(driveVolts.count, "drive voltages", sources.count)
    if let clampVolts { try expect(clampVolts.count, "clamp voltages", clamps.count) }
    var lines = ["* \(Self.comment(name))"]
    for (number, element) in elements.enumerated() {
      let ends = "\(spiceNode(element.nodeA)) \(spiceNode(element.nodeB))"
      lines.append("Re\(number)_\(Self.safe(element.name)) \(ends) \(ohms[number])")
    }
    for (number, resistor) in resistors.enumerated() {
      let other = resistor.nodeB.map { spiceNode($0) } ?? "0"
      lines.append(
        "Rr\(number)_\(Self.safe(resistor.name)) \(spiceNode(resistor.nodeA)) \(other) "
          + "\(resistor.ohms)")
    }
    for (number, source) in sources.enumerated() {
      lines += port(
        "s\(number)_\(Self.safe(source.name))", source.node, source.seriesOhms, driveVolts[number])
    }
    for (number, clamp) in clamps.enumerated() {
      guard let clampVolts else { break }
      lines += port(
        "c\(number)_\(Self.safe(clamp.name))", clamp.node, clamp.seriesOhms, clampVolts[number])
    }
    // gmin adds a conductance to ground at every node of a nonlinear part; there is none here, but
    // 0 is not accepted everywhere.
    lines.append(".options reltol=1e-12 abstol=1e-18 vntol=1e-15 gmin=1e-30 numdgt=16")
    lines.append(".control")
    lines.append("set numdgt=16")
    lines.append("op")
    for node in nodes.indices { lines.append("print v(\(spiceNode(node)))") }
    lines.append(".endc")
    lines.append(".end")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A node's name in the netlist.
  public func spiceNode(_ node: Int) -> String { "n\(node)_\(Self.safe(nodes[node]))" }

  private func port(_ name: String, _ node: Int, _ ohms: Double, _ volts: Double) -> [String] {
    ["V\(name) p\(name) 0 DC \(volts)", "R\(name) p\(name) \(spiceNode(node)) \(ohms)"]
  }

  private func expect(_ count: Int, _ what: String, _ expected: Int) throws(BoardModelError) {
    if count != expected { throw .wrongCount(what: what, count: count, expected: expected) }
  }

  /// Letters, digits and underscores only; SPICE does not tell capitals from small letters.
  private static func safe(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.map { scalar in
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
      })
  }

  private static func comment(_ name: String) -> String {
    String(name.unicodeScalars.map { $0.value >= 32 && $0.value < 127 ? Character($0) : "_" })
  }
}
