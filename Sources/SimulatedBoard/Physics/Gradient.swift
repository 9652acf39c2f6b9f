/// An output whose voltage should reach a target: one node, or the difference of two.
public struct OutputTarget: Equatable, Sendable {
  public var node: Int
  /// Subtracted; nil: the output is `node` alone.
  public var minusNode: Int?
  public var volts: Double

  public init(node: Int, minusNode: Int? = nil, volts: Double) {
    self.node = node
    self.minusNode = minusNode
    self.volts = volts
  }
}

/// The cost of a free state and its slope.
public struct CostGradient: Equatable, Sendable {
  /// `1/2 sum (target - output)^2`, in square volts.
  public var cost: Double
  /// `d cost / d conductance`, in square volts per siemens, one per element.
  public var perSiemens: [Double]
}

extension ResistorNetwork {
  /// The exact gradient of `C = 1/2 sum_o (target_o - V_o)^2` at the free state, by the adjoint.
  ///
  /// From `G V = I` follows `dV/dG_e = -G^-1 b_e (V_a - V_b)` with b_e = e_a - e_b. G is symmetric,
  /// so with `G z = sum_o (V_o - target_o) e_o` one more solve gives all slopes: `dC/dG_e = -(z_a -
  /// z_b) (V_a - V_b)`.
  public func gradient(
    driveVolts: [Double], targets: [OutputTarget]
  ) throws(BoardModelError) -> CostGradient {
    let volts = try solve(driveVolts: driveVolts).nodeVolts
    var cost = 0.0
    var amperes = Array(repeating: 0.0, count: volts.count)
    for (number, target) in targets.enumerated() {
      for node in [target.node, target.minusNode ?? target.node] {
        guard volts.indices.contains(node) else {
          throw .badValue(
            what: "node of output \(number)", value: "\(node)", allowed: "0 to \(volts.count - 1)")
        }
      }
      let output = volts[target.node] - (target.minusNode.map { volts[$0] } ?? 0)
      let error = output - target.volts
      cost += error * error / 2
      amperes[target.node] += error
      if let minus = target.minusNode { amperes[minus] -= error }
    }
    let adjoint = try response(toAmperes: amperes)
    let slopes = model.elements.map { element in
      -(adjoint[element.nodeA] - adjoint[element.nodeB])
        * (volts[element.nodeA] - volts[element.nodeB])
    }
    return CostGradient(cost: cost, perSiemens: slopes)
  }
}
