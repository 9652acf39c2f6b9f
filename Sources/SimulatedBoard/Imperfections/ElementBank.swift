/// All elements of a board: where their taps stand, and what they conduct there.
@safe
struct ElementBank: ~Copyable {
  let count: Int
  let taps: OwnedBuffer<Int32>
  private let curves: [ElementCurve]
  private let startTaps: [Int]
  /// Conductance by tap, one element behind the other; empty where it would take too much memory.
  private let table: OwnedBuffer<Double>
  private let rows: OwnedBuffer<Row>
  /// Fault and drift, which most boards have none of.
  private let fixedSiemens: OwnedBuffer<Double>
  private let driftFactors: OwnedBuffer<Double>

  struct Row: BitwiseCopyable {
    var start: Int
    var lastTap: Int
  }

  /// Entries of the table, at most: 2 MiB.
  private static let tableMax = 1 << 18

  init(_ model: BoardModel) {
    count = model.elements.count
    curves = model.elementCurves()
    startTaps = model.elements.map(\.startTap)
    taps = OwnedBuffer(model.elements.map { Int32($0.startTap) }, orIfEmpty: 0)
    var entries: [Double] = []
    var rows: [Row] = []
    let tabulates = model.elements.reduce(0, { $0 + $1.taps }) <= Self.tableMax
    for curve in curves {
      rows.append(Row(start: entries.count, lastTap: curve.taps - 1))
      if tabulates { entries += (0..<curve.taps).map { curve.siemens(at: $0) } }
    }
    table = OwnedBuffer(entries, orIfEmpty: 0)
    self.rows = OwnedBuffer(rows, orIfEmpty: Row(start: 0, lastTap: 0))
    fixedSiemens = OwnedBuffer(count: count, repeating: -1)
    driftFactors = OwnedBuffer(count: count, repeating: 1)
  }

  /// The conductance of an element where it stands, in siemens.
  @inline(__always)
  func siemens(_ number: Int) -> Double {
    let fixed = unsafe fixedSiemens.base[number]
    if fixed >= 0 { return fixed }
    let row = unsafe rows.base[number]
    let tap = min(max(Int(unsafe taps.base[number]), 0), row.lastTap)
    let still =
      table.count > 0 ? unsafe table.base[row.start &+ tap] : curves[number].siemens(at: tap)
    return unsafe still * driftFactors.base[number]
  }

  /// Takes over the faults in effect.
  func apply(_ effects: FaultEffects) {
    for number in 0..<count {
      unsafe fixedSiemens.base[number] =
        effects.siemens(
          ofElement: number, curve: curves[number], startTap: startTaps[number]) ?? -1
    }
  }

  func apply(_ drift: Drift) {
    for number in 0..<count { unsafe driftFactors.base[number] = drift.factor(ofElement: number) }
  }

  /// Where an element's wiper stands.
  func startTap(_ number: Int) -> Int { startTaps[number] }
}
