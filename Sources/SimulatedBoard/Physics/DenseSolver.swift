/// The solver for small networks.
///
/// Clamp nodes stand last. The leading rows are eliminated once for both states of the clamps, and so
/// is the leading part of the right side; the trailing block, of one row per clamp node, is factored
/// twice: as it is, and with the clamps' conductances on its diagonal.
@safe
final class DenseSolver: NetworkSolver {
  private let size: Int
  private let lead: Int
  private let tail: Int
  private let linkCount: Int
  private let elementCount: Int
  /// The node at each row, and where an element's conductance goes.
  private let nodeAtRow: OwnedBuffer<Int>
  private let places: OwnedBuffer<Places>
  private let fixed: OwnedBuffer<Double>
  private let matrix: OwnedBuffer<Double>
  private let inversePivots: OwnedBuffer<Double>
  private let freeTail: OwnedBuffer<Double>
  private let freeInverse: OwnedBuffer<Double>
  private let heldTail: OwnedBuffer<Double>
  private let heldInverse: OwnedBuffer<Double>
  /// What the held tail was factored with; not a number: not yet.
  private let heldSiemens: OwnedBuffer<Double>
  private let forward: OwnedBuffer<Double>
  private let solution: OwnedBuffer<Double>

  struct Places: BitwiseCopyable {
    var diagonalA: Int
    var diagonalB: Int
    var between: Int
  }

  init(_ skeleton: NetworkSkeleton) {
    let order = eliminationOrder(of: skeleton)
    let size = skeleton.nodeCount
    var row = Array(repeating: 0, count: size)
    for (position, node) in order.enumerated() { row[node] = position }
    self.size = size
    tail = skeleton.clampNodes.count
    lead = size - tail
    linkCount = skeleton.links.count
    elementCount = skeleton.elementEnds.count
    nodeAtRow = OwnedBuffer(order, orIfEmpty: 0)
    func placesOf(_ a: Int, _ b: Int) -> Places {
      let (low, high) = (min(row[a], row[b]), max(row[a], row[b]))
      return Places(
        diagonalA: low * size + low, diagonalB: high * size + high, between: low * size + high)
    }
    let empty = Places(diagonalA: 0, diagonalB: 0, between: 0)
    places = OwnedBuffer(
      skeleton.elementEnds.map { placesOf($0.a, $0.b) }, orIfEmpty: empty)
    var base = Array(repeating: 0.0, count: size * size)
    for link in skeleton.links {
      let place = placesOf(link.a, link.b)
      base[place.diagonalA] += link.siemens
      base[place.diagonalB] += link.siemens
      base[place.between] -= link.siemens
    }
    fixed = OwnedBuffer(base, orIfEmpty: 0)
    matrix = OwnedBuffer(count: size * size, repeating: 0)
    inversePivots = OwnedBuffer(count: size, repeating: 0)
    freeTail = OwnedBuffer(count: tail * tail, repeating: 0)
    freeInverse = OwnedBuffer(count: tail, repeating: 0)
    heldTail = OwnedBuffer(count: tail * tail, repeating: 0)
    heldInverse = OwnedBuffer(count: tail, repeating: 0)
    heldSiemens = OwnedBuffer(count: tail, repeating: .nan)
    forward = OwnedBuffer(count: size, repeating: 0)
    solution = OwnedBuffer(count: size, repeating: 0)
  }

  func factor(
    elementSiemens: UnsafePointer<Double>, groundSiemens: UnsafePointer<Double>
  ) -> Bool {
    unsafe assemble(elementSiemens, groundSiemens)
    guard
      unsafe eliminate(
        matrix.base, size: size, stride: size, steps: lead, inversePivots: inversePivots.base)
    else { return false }
    // The Schur complement of the leading rows, before it is factored for the free state.
    for i in 0..<tail {
      let from = unsafe matrix.base + ((lead &+ i) &* size &+ lead)
      for j in i..<tail { unsafe freeTail.base[i &* tail &+ j] = unsafe from[j] }
      unsafe heldSiemens.base[i] = .nan
    }
    return unsafe eliminate(
      freeTail.base, size: tail, stride: tail, steps: tail, inversePivots: freeInverse.base)
  }

  private func assemble(_ elements: UnsafePointer<Double>, _ ground: UnsafePointer<Double>) {
    unsafe matrix.base.update(from: fixed.base, count: size &* size)
    for row in 0..<size {
      unsafe matrix.base[row &* (size &+ 1)] += ground[nodeAtRow.base[row]]
    }
    for element in 0..<elementCount {
      let place = unsafe places.base[element]
      let siemens = unsafe elements[element]
      unsafe matrix.base[place.diagonalA] += siemens
      unsafe matrix.base[place.diagonalB] += siemens
      unsafe matrix.base[place.between] -= siemens
    }
  }

  func inject(amperes: UnsafePointer<Double>) {
    for row in 0..<size { unsafe forward.base[row] = unsafe amperes[nodeAtRow.base[row]] }
    unsafe substituteForward(
      matrix.base, size: size, stride: size, steps: lead, inversePivots: inversePivots.base,
      forward.base)
  }

  func solveFree(into volts: UnsafeMutablePointer<Double>) {
    unsafe solution.base.update(from: forward.base, count: size)
    unsafe finish(freeTail.base, freeInverse.base, volts)
  }

  func solveHeld(
    clampSiemens: UnsafePointer<Double>, clampAmperes: UnsafePointer<Double>,
    into volts: UnsafeMutablePointer<Double>
  ) {
    unsafe solution.base.update(from: forward.base, count: size)
    var same = true
    for i in 0..<tail {
      unsafe solution.base[lead &+ i] += clampAmperes[i]
      let held = unsafe heldSiemens.base[i] == clampSiemens[i]
      same = same && held
    }
    if !same { unsafe refactorHeld(clampSiemens) }
    unsafe finish(heldTail.base, heldInverse.base, volts)
  }

  private func refactorHeld(_ clampSiemens: UnsafePointer<Double>) {
    for i in 0..<tail {
      let from = unsafe matrix.base + ((lead &+ i) &* size &+ lead)
      for j in i..<tail { unsafe heldTail.base[i &* tail &+ j] = unsafe from[j] }
      unsafe heldTail.base[i &* tail &+ i] += clampSiemens[i]
      unsafe heldSiemens.base[i] = unsafe clampSiemens[i]
    }
    // Only larger on its diagonal than the free block, so its pivots cannot vanish either.
    _ = unsafe eliminate(
      heldTail.base, size: tail, stride: tail, steps: tail, inversePivots: heldInverse.base)
  }

  private func finish(
    _ block: UnsafePointer<Double>, _ inverse: UnsafePointer<Double>,
    _ volts: UnsafeMutablePointer<Double>
  ) {
    let end = unsafe solution.base + lead
    unsafe substituteForward(
      block, size: tail, stride: tail, steps: tail, inversePivots: inverse, end)
    unsafe substituteBackward(
      block, size: tail, stride: tail, steps: tail, inversePivots: inverse, end)
    unsafe substituteBackward(
      matrix.base, size: size, stride: size, steps: lead, inversePivots: inversePivots.base,
      solution.base)
    for row in 0..<size { unsafe volts[nodeAtRow.base[row]] = unsafe solution.base[row] }
  }
}
