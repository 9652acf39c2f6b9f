import CSparse

/// The solver for large networks.
///
/// The free matrix is factored (Eigen's SimplicialLDLT; the pattern is analysed once). The clamps
/// are a change of rank k, one per clamp node, and are not worth a second factor: with C = E^T G^-1
/// E the network's resistance as seen from the clamp nodes and S = diag(clamp siemens)^1/2,
///
///     v = v_free + G^-1 E S (1 + S C S)^-1 S (i_clamp / g_clamp - E^T v_free)
///
/// (Woodbury), whose k x k block is positive definite and whose sums do not cancel. A released
/// clamp is a zero in S. The columns of G^-1 E are solved once after each change of taps, when
/// first needed.
@safe
final class SparseSolver: NetworkSolver {
  private let size: Int
  private let tail: Int
  private let elementCount: Int
  private let matrix: OpaquePointer
  private let clampNodes: OwnedBuffer<Int>
  private let places: OwnedBuffer<ElementPlaces>
  private let diagonal: OwnedBuffer<Int>
  private let entryCount: Int
  private let fixed: OwnedBuffer<Double>
  private let values: OwnedBuffer<Double>
  private let free: OwnedBuffer<Double>
  /// Column k: the node voltages for one ampere into clamp node k.
  private let columns: OwnedBuffer<Double>
  private let block: OwnedBuffer<Double>
  private let roots: OwnedBuffer<Double>
  private let push: OwnedBuffer<Double>
  private var columnsValid = false

  /// nil where memory is short.
  init?(_ skeleton: NetworkSkeleton) {
    let pattern = SparsePattern(skeleton)
    var slots = Array(repeating: Int32(0), count: pattern.rows.count)
    guard
      let made = unsafe wheatstone_sparse_create(
        Int32(skeleton.nodeCount), Int32(pattern.rows.count), pattern.rows, pattern.columns, &slots)
    else { return nil }
    unsafe matrix = unsafe made
    size = skeleton.nodeCount
    tail = skeleton.clampNodes.count
    elementCount = skeleton.elementEnds.count
    entryCount = slots.count
    clampNodes = OwnedBuffer(skeleton.clampNodes, orIfEmpty: 0)
    // The diagonal comes first in the pattern, in the order of the nodes.
    let size = skeleton.nodeCount
    func slot(_ a: Int, _ b: Int) -> Int { Int(slots[pattern.entry(a, b)]) }
    diagonal = OwnedBuffer((0..<size).map { slot($0, $0) }, orIfEmpty: 0)
    places = OwnedBuffer(
      skeleton.elementEnds.map {
        ElementPlaces(
          diagonalA: slot($0.a, $0.a), diagonalB: slot($0.b, $0.b), between: slot($0.a, $0.b))
      }, orIfEmpty: ElementPlaces(diagonalA: 0, diagonalB: 0, between: 0))
    var base = Array(repeating: 0.0, count: slots.count)
    for link in skeleton.links {
      base[slot(link.a, link.a)] += link.siemens
      base[slot(link.b, link.b)] += link.siemens
      base[slot(link.a, link.b)] -= link.siemens
    }
    fixed = OwnedBuffer(base, orIfEmpty: 0)
    values = OwnedBuffer(count: slots.count, repeating: 0)
    free = OwnedBuffer(count: size, repeating: 0)
    columns = OwnedBuffer(count: size * tail, repeating: 0)
    block = OwnedBuffer(count: tail * tail, repeating: 0)
    roots = OwnedBuffer(count: tail, repeating: 0)
    push = OwnedBuffer(count: max(tail, size), repeating: 0)
  }

  deinit { unsafe wheatstone_sparse_destroy(matrix) }

  func factor(
    elementSiemens: UnsafePointer<Double>, groundSiemens: UnsafePointer<Double>
  ) -> Bool {
    unsafe values.base.update(from: fixed.base, count: entryCount)
    for node in 0..<size { unsafe values.base[diagonal.base[node]] += groundSiemens[node] }
    for element in 0..<elementCount {
      let place = unsafe places.base[element]
      let siemens = unsafe elementSiemens[element]
      unsafe values.base[place.diagonalA] += siemens
      unsafe values.base[place.diagonalB] += siemens
      unsafe values.base[place.between] -= siemens
    }
    columnsValid = false
    return unsafe wheatstone_sparse_factor(matrix, values.base) == 0
  }

  func inject(amperes: UnsafePointer<Double>) {
    unsafe wheatstone_sparse_solve(matrix, amperes, free.base)
  }

  func solveFree(into volts: UnsafeMutablePointer<Double>) {
    unsafe volts.update(from: free.base, count: size)
  }

  func solveHeld(
    clampSiemens: UnsafePointer<Double>, clampAmperes: UnsafePointer<Double>,
    into volts: UnsafeMutablePointer<Double>
  ) {
    if !columnsValid { makeColumns() }
    for i in 0..<tail {
      let siemens = unsafe clampSiemens[i]
      let root = siemens.squareRoot()
      unsafe roots.base[i] = root
      let here = unsafe free.base[clampNodes.base[i]]
      // S (i / g - v), written so that a released clamp gives 0.
      unsafe push.base[i] = root > 0 ? (clampAmperes[i] / root - root * here) : 0
    }
    for i in 0..<tail {
      let node = unsafe clampNodes.base[i]
      for j in i..<tail {
        let seen = unsafe columns.base[j &* size &+ node] * roots.base[i] * roots.base[j]
        unsafe block.base[i &* tail &+ j] = (i == j ? 1 : 0) + seen
      }
    }
    // At least 1 on every pivot.
    unsafe solveInPlace(block.base, size: tail, push.base)
    unsafe volts.update(from: free.base, count: size)
    for j in 0..<tail {
      let amperes = unsafe push.base[j] * roots.base[j]
      let column = unsafe columns.base + j &* size
      for node in 0..<size { unsafe volts[node] += amperes * column[node] }
    }
  }

  private func makeColumns() {
    for j in 0..<tail {
      for node in 0..<size { unsafe push.base[node] = 0 }
      unsafe push.base[clampNodes.base[j]] = 1
      unsafe wheatstone_sparse_solve(matrix, push.base, columns.base + j &* size)
    }
    columnsValid = true
  }
}
