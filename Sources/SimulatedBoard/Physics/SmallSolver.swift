/// The solver for small networks.
///
/// Clamp nodes stand last. The leading rows are eliminated once for both states of the clamps, and
/// so is the leading part of the right side; the trailing block, of one row per clamp node, is
/// factored twice: as it is, and with the clamps' conductances on its diagonal.
@safe
final class SmallSolver: NetworkSolver {
  private let size: Int
  private let lead: Int
  private let elementCount: Int
  private let elimination: Elimination
  private let rows: OwnedBuffer<Int>
  private let places: OwnedBuffer<ElementPlaces>
  private let fixed: OwnedBuffer<Double>
  /// The values of the free factor; of the trailing block before its own elimination; and of the
  /// trailing block with clamps.
  private let free: OwnedBuffer<Double>
  private let trailing: OwnedBuffer<Double>
  private let held: OwnedBuffer<Double>
  /// Where the trailing rows' entries begin.
  private let trailingStart: Int
  private let freeInverse: OwnedBuffer<Double>
  private let heldInverse: OwnedBuffer<Double>
  /// What the held block was factored with; not a number: not yet.
  private let heldSiemens: OwnedBuffer<Double>
  private let reduced: OwnedBuffer<Double>
  private let solution: OwnedBuffer<Double>

  init(_ skeleton: NetworkSkeleton) {
    let plan = EliminationPlan(skeleton)
    size = plan.size
    lead = plan.lead
    elementCount = skeleton.elementEnds.count
    elimination = Elimination(plan)
    rows = OwnedBuffer(plan.row, orIfEmpty: 0)
    func places(_ a: Int, _ b: Int) -> ElementPlaces {
      let (first, second) = (plan.row[a], plan.row[b])
      return ElementPlaces(
        diagonalA: first, diagonalB: second, between: plan.place(first, second))
    }
    self.places = OwnedBuffer(
      skeleton.elementEnds.map { places($0.a, $0.b) },
      orIfEmpty: ElementPlaces(diagonalA: 0, diagonalB: 0, between: 0))
    var base = Array(repeating: 0.0, count: plan.valueCount)
    for link in skeleton.links {
      let place = places(link.a, link.b)
      base[place.diagonalA] += link.siemens
      base[place.diagonalB] += link.siemens
      base[place.between] -= link.siemens
    }
    fixed = OwnedBuffer(base, orIfEmpty: 0)
    free = OwnedBuffer(count: base.count, repeating: 0)
    trailing = OwnedBuffer(count: base.count, repeating: 0)
    held = OwnedBuffer(count: base.count, repeating: 0)
    trailingStart = Int(plan.starts[plan.lead])
    freeInverse = OwnedBuffer(count: size, repeating: 0)
    heldInverse = OwnedBuffer(count: size, repeating: 0)
    heldSiemens = OwnedBuffer(count: size, repeating: .nan)
    reduced = OwnedBuffer(count: size, repeating: 0)
    solution = OwnedBuffer(count: size, repeating: 0)
  }

  func factor(
    elementSiemens: UnsafePointer<Double>, groundSiemens: UnsafePointer<Double>
  ) -> Bool {
    let values = unsafe free.base
    for index in 0..<free.count { unsafe values[index] = unsafe fixed.base[index] }
    for node in 0..<size { unsafe values[rows.base[node]] += groundSiemens[node] }
    for element in 0..<elementCount {
      let place = unsafe places.base[element]
      let siemens = unsafe elementSiemens[element]
      unsafe values[place.diagonalA] += siemens
      unsafe values[place.diagonalB] += siemens
      unsafe values[place.between] -= siemens
    }
    guard
      unsafe elimination.eliminate(
        values, first: 0, end: lead, inversePivots: freeInverse.base)
    else { return false }
    // The Schur complement of the leading rows, kept for the clamps.
    unsafe copyTrailing(from: values, to: trailing.base)
    for row in lead..<size { unsafe heldSiemens.base[row] = .nan }
    return unsafe elimination.eliminate(
      values, first: lead, end: size, inversePivots: freeInverse.base)
  }

  @inline(__always)
  private func copyTrailing(
    from source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>
  ) {
    for row in lead..<size { unsafe target[row] = unsafe source[row] }
    for entry in trailingStart..<free.count { unsafe target[entry] = unsafe source[entry] }
  }

  func inject(amperes: UnsafePointer<Double>) {
    for node in 0..<size { unsafe reduced.base[rows.base[node]] = unsafe amperes[node] }
    unsafe elimination.forward(
      free.base, first: 0, end: lead, inversePivots: freeInverse.base, reduced.base)
  }

  func solveFree(into volts: UnsafeMutablePointer<Double>) {
    for row in 0..<size { unsafe solution.base[row] = unsafe reduced.base[row] }
    unsafe finish(free.base, freeInverse.base, volts)
  }

  func solveHeld(
    clampSiemens: UnsafePointer<Double>, clampAmperes: UnsafePointer<Double>,
    into volts: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<lead { unsafe solution.base[row] = unsafe reduced.base[row] }
    var same = true
    for row in lead..<size {
      unsafe solution.base[row] = unsafe reduced.base[row] + clampAmperes[row &- lead]
      if unsafe heldSiemens.base[row] != clampSiemens[row &- lead] { same = false }
    }
    if !same { unsafe refactorHeld(clampSiemens) }
    unsafe finish(held.base, heldInverse.base, volts)
  }

  private func refactorHeld(_ clampSiemens: UnsafePointer<Double>) {
    unsafe copyTrailing(from: trailing.base, to: held.base)
    for row in lead..<size {
      unsafe held.base[row] += clampSiemens[row &- lead]
      unsafe heldSiemens.base[row] = unsafe clampSiemens[row &- lead]
    }
    // Only larger on its diagonal than the free block, so its pivots cannot vanish either.
    _ = unsafe elimination.eliminate(
      held.base, first: lead, end: size, inversePivots: heldInverse.base)
  }

  @inline(__always)
  private func finish(
    _ block: UnsafePointer<Double>, _ inverse: UnsafePointer<Double>,
    _ volts: UnsafeMutablePointer<Double>
  ) {
    let vector = unsafe solution.base
    unsafe elimination.forward(block, first: lead, end: size, inversePivots: inverse, vector)
    unsafe elimination.backward(block, first: lead, end: size, inversePivots: inverse, vector)
    unsafe elimination.backward(
      free.base, first: 0, end: lead, inversePivots: freeInverse.base, vector)
    for node in 0..<size { unsafe volts[node] = unsafe vector[rows.base[node]] }
  }
}

/// Where an element's conductance goes in a matrix: on two places of the diagonal, and subtracted
/// between. (Not private: clients of the module must see the types of generic storage, or Swift
/// 6.3.1 crashes when it compiles them.)
struct ElementPlaces: BitwiseCopyable {
  var diagonalA: Int
  var diagonalB: Int
  var between: Int
}
