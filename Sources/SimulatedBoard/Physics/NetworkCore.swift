/// A network with its channels: what is driven, what is held, and the voltages that follow.
///
/// Solves only what has changed since the last call, and the result never depends on what that was.
@safe
struct NetworkCore: ~Copyable {
  let nodeCount: Int
  let elementCount: Int
  /// Conductance of every element, in siemens.
  let elementSiemens: OwnedBuffer<Double>
  /// Voltage of every source and clamp behind its series resistance.
  let sourceVolts: OwnedBuffer<Double>
  let clampVolts: OwnedBuffer<Double>
  /// Whether each clamp is connected.
  let clampConnected: OwnedBuffer<Bool>
  /// Current into every node from elsewhere, in amperes.
  let strayAmperes: OwnedBuffer<Double>
  /// The solution.
  let nodeVolts: OwnedBuffer<Double>

  private let small: SmallSolver?
  private let sparse: SparseSolver?
  let groundSiemens: OwnedBuffer<Double>
  let sources: OwnedBuffer<Port>
  let clamps: OwnedBuffer<Port>
  private let amperes: OwnedBuffer<Double>
  private let tailSiemens: OwnedBuffer<Double>
  private let tailAmperes: OwnedBuffer<Double>
  private let anyClamps: Bool

  /// Set after a change of conductances; of source voltages or stray currents.
  var conductancesChanged = true
  var sourcesChanged = true

  /// A channel's node (for a clamp: its place among the clamp nodes) and series conductance.
  struct Port: BitwiseCopyable {
    var place: Int
    var siemens: Double
  }

  /// `model` must have passed its check.
  init(_ model: BoardModel, solver: SolverKind) throws(BoardModelError) {
    let skeleton = NetworkSkeleton(model)
    nodeCount = skeleton.nodeCount
    elementCount = skeleton.elementEnds.count
    elementSiemens = OwnedBuffer(count: elementCount, repeating: 0)
    sourceVolts = OwnedBuffer(count: model.sources.count, repeating: 0)
    clampVolts = OwnedBuffer(count: model.clamps.count, repeating: 0)
    clampConnected = OwnedBuffer(count: model.clamps.count, repeating: false)
    strayAmperes = OwnedBuffer(count: nodeCount, repeating: 0)
    nodeVolts = OwnedBuffer(count: nodeCount, repeating: 0)
    groundSiemens = OwnedBuffer(skeleton.groundSiemens, orIfEmpty: 0)
    let none = Port(place: 0, siemens: 0)
    sources = OwnedBuffer(
      model.sources.map { Port(place: $0.node, siemens: 1 / $0.seriesOhms) }, orIfEmpty: none)
    clamps = OwnedBuffer(
      model.clamps.map { clamp in
        Port(
          place: skeleton.clampNodes.firstIndex(of: clamp.node) ?? 0,
          siemens: 1 / clamp.seriesOhms)
      }, orIfEmpty: none)
    amperes = OwnedBuffer(count: nodeCount, repeating: 0)
    tailSiemens = OwnedBuffer(count: skeleton.clampNodes.count, repeating: 0)
    tailAmperes = OwnedBuffer(count: skeleton.clampNodes.count, repeating: 0)
    anyClamps = !model.clamps.isEmpty
    if solver.isSmall(nodeCount: nodeCount) {
      small = SmallSolver(skeleton)
      sparse = nil
    } else {
      small = nil
      sparse = SparseSolver(skeleton)
      if sparse == nil { throw .outOfMemory }
    }
  }

  /// Brings `nodeVolts` up to date. Returns false, with every node at 0 V, where the conductances
  /// lie too far apart for double precision.
  @discardableResult
  mutating func solve() -> Bool {
    if let small { return solve(by: small) }
    if let sparse { return solve(by: sparse) }
    return false
  }

  @inline(__always)
  private mutating func solve(by solver: some NetworkSolver) -> Bool {
    if conductancesChanged {
      guard
        unsafe solver.factor(
          elementSiemens: elementSiemens.base, groundSiemens: groundSiemens.base)
      else {
        unsafe nodeVolts.base.update(repeating: 0, count: nodeCount)
        return false
      }
      conductancesChanged = false
      sourcesChanged = true
    }
    if sourcesChanged {
      unsafe amperes.base.update(from: strayAmperes.base, count: nodeCount)
      for index in 0..<sources.count {
        let port = unsafe sources.base[index]
        unsafe amperes.base[port.place] += port.siemens * sourceVolts.base[index]
      }
      unsafe solver.inject(amperes: amperes.base)
      sourcesChanged = false
    }
    if anyClamps && gatherClamps() {
      unsafe solver.solveHeld(
        clampSiemens: tailSiemens.base, clampAmperes: tailAmperes.base, into: nodeVolts.base)
    } else {
      unsafe solver.solveFree(into: nodeVolts.base)
    }
    return true
  }

  /// Sums the connected clamps by node; false where all are released.
  @inline(__always)
  private func gatherClamps() -> Bool {
    var any = false
    for place in 0..<tailSiemens.count {
      unsafe tailSiemens.base[place] = 0
      unsafe tailAmperes.base[place] = 0
    }
    for index in 0..<clamps.count {
      if unsafe clampConnected.base[index] {
        let port = unsafe clamps.base[index]
        unsafe tailSiemens.base[port.place] += port.siemens
        unsafe tailAmperes.base[port.place] += port.siemens * clampVolts.base[index]
        any = true
      }
    }
    return any
  }
}
