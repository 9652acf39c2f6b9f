import CRelaxation
import DigitalNetwork
import Testing

/// One step of a layer in every kind of vectors: what states become, and what is listed of it, against
/// the formula, one number at a time.
@Suite struct StepTests {
  private static let kinds = [DigitalVectors.plain, .avx2, .avx512].filter {
    $0.rawValue <= DigitalVectors.best.rawValue
  }

  /// Rates with versions of their own, and others; columns that fill the last states and that do not.
  @Test(arguments: kinds, [Int32(1), 100, 4_095, 4_096, 4_097, 8_192])
  func stepsAndLists(_ kind: DigitalVectors, _ rate: Int32) {
    var draws = Draws(UInt64(rate))
    for columns in [16, 32, 48, 512] {
      for reach in [3, 2_000, 40_000, 120_000, 1e7] as [Double] {
        let room = StepRoom(columns)
        for column in 0..<columns {
          room.states[column] = [0, 32_767, 1, draws.state()][draws.integer(0...3)]
          room.standing[column] = draws.sum(reach: reach * 32)
          // Many stay as they are.
          room.heard[column] =
            draws.uniform() < 0.5 ? draws.sum(reach: reach * 32) : room.staying(column)
        }
        room.check(kind, rate)
      }
    }
  }

  /// Every state, with aims around wherever something is cut off.
  @Test(arguments: kinds, [Int32(4_096), 8_192]) func everyState(
    _ kind: DigitalVectors, _ rate: Int32
  ) {
    let room = StepRoom(32)
    for aim in [-98_302, -65_536, -32_769, -32_768, -32_767, -1, 0, 1, 32_768, 65_535, 65_536] {
      for first in stride(from: 0, to: 1 << 15, by: 32) {
        for column in 0..<32 {
          room.states[column] = Int16(first + column)
          room.standing[column] = Int32(32 * aim + first % 64 - 16)
          // Around what takes the state to zero or one, too.
          room.heard[column] = column % 3 == 0 ? -32 * Int32(first + column) : 0
        }
        room.check(kind, rate)
      }
    }
  }

  /// Sums of any number of changes of any size are exact, whether they make one run, two parts or
  /// more runs; of few columns and of many.
  @Test(arguments: kinds, [16, 272]) func addsProducts(_ kind: DigitalVectors, _ columns: Int) {
    var draws = Draws(5)
    for (count, reach) in [(2, 1), (16, 32_767), (64, 900), (500, 32_767), (2_000, 32_767)] {
      for scale in [Int32(0), 3, 4, 7] {
        let states = (0..<count).map { index -> Int16 in
          let state = min(draws.integer(0...reach * (count == 16 ? 1 : index % 3)), 32_767)
          return Int16((state >> Int(scale)) << Int(scale))
        }
        Self.expectExact(states, columns, kind, scale) {
          draws.uniform() < 0.5 ? 32_767 : Int16(draws.integer(-32_767...32_767))
        }
      }
    }
    // All bits of the lower part, of as many as pass 32 bits.
    for count in [512, 600] {
      Self.expectExact(Array(repeating: 11 << 7 - 1, count: count), columns, kind, 0) { 32_767 }
    }
  }

  private static func expectExact(
    _ states: [Int16], _ columns: Int, _ kind: DigitalVectors, _ scale: Int32,
    _ weight: () -> Int16
  ) {
    let room = StepRoom(states.count)
    let weights = (0..<room.states.count * columns).map { _ in weight() }
    #expect(
      room.sums(of: states, weights, columns, kind, scale)
        == (0..<columns).map { column in
          states.indices.reduce(Int64(0)) {
            $0 + Int64(states[$1]) * Int64(weights[2 * ($1 / 2 * columns + column) + $1 % 2])
          }
        })
  }
}

/// A layer's states and sums, and room for its list.
@safe private final class StepRoom {
  let columns: Int
  let (states, standing, heard): (Room<Int16>, Room<Int32>, Room<Int32>)
  private let (pairs, values, ends): (Room<UInt16>, Room<Int32>, Room<UInt16>)
  private var list: wheatstone_changes

  init(_ columns: Int) {
    self.columns = columns
    states = Room((columns + 31) / 32 * 32)
    (standing, heard) = (Room(columns), Room(columns))
    let count = (columns + 31) / 32 * 16 + Int(WHEATSTONE_SPARE)
    (pairs, values, ends) = (Room(count), Room(count), Room(count))
    unsafe list = wheatstone_changes(
      pairs: pairs.base, values: values.base, ends: ends.base, count: 0, total: 0, endCount: 0)
  }

  /// What is to be heard for the state to stay.
  func staying(_ column: Int) -> Int32 { 32 * Int32(states[column]) &- standing[column] }

  private func next(_ column: Int, _ rate: Int32) -> Int16 {
    let state = Int64(states[column])
    let aim = max(
      min(Int64(standing[column] + heard[column]) >> 5, 4 * 32_767), -3 * 32_767)
    return Int16(max(min(state + ((aim - state) * Int64(rate) + 1 << 12) >> 13, 32_767), 0))
  }

  func check(_ kind: DigitalVectors, _ rate: Int32) {
    let before = (0..<states.count).map { states[$0] }
    let after = (0..<states.count).map { $0 < columns ? next($0, rate) : 0 }
    unsafe wheatstone_step_states(
      kind.rawValue, states.base, standing.base, heard.base, Int32(columns), rate, &list)
    let became = (0..<states.count).map { states[$0] }
    #expect(became == after)
    let changes = zip(after, before).map { Int32($0) - Int32($1) }
    let moved = (0..<changes.count / 2).filter { changes[2 * $0] != 0 || changes[2 * $0 + 1] != 0 }
    let count = unsafe Int(list.count)
    #expect((0..<count).map { Int(pairs[$0]) } == moved)
    #expect(
      (0..<count).map { values[$0] }
        == moved.map { changes[2 * $0] & 0xffff | changes[2 * $0 + 1] << 16 })
    #expect(unsafe list.total == changes.reduce(0) { $0 + abs($1) })
  }

  /// Lists the states, and adds what they say to sums of zero: exactly, 2^-30.
  func sums(
    of states: [Int16], _ weights: [Int16], _ columns: Int, _ kind: DigitalVectors, _ scale: Int32
  ) -> [Int64] {
    for index in states.indices { self.states[index] = states[index] }
    let (whole, rest, room) = (
      Room<Int32>(columns), Room<Int32>(columns), Room<Int16>(weights.count)
    )
    for index in weights.indices { room[index] = weights[index] }
    unsafe wheatstone_list_states(
      kind.rawValue, self.states.base, Int32(self.states.count), scale, &list)
    unsafe wheatstone_add_products(
      kind.rawValue, whole.base, rest.base, Int32(columns), room.base, &list, scale)
    return (0..<columns).map { Int64(whole[$0]) << 10 + Int64(rest[$0]) }
  }
}

/// Zeroed numbers for C.
@safe private final class Room<Value: BinaryInteger & BitwiseCopyable> {
  let base: UnsafeMutablePointer<Value>
  let count: Int

  init(_ count: Int) {
    unsafe base = .allocate(capacity: count)
    unsafe base.initialize(repeating: 0, count: count)
    self.count = count
  }

  subscript(_ index: Int) -> Value {
    get { unsafe base[index] }
    set { unsafe base[index] = newValue }
  }

  deinit { unsafe base.deallocate() }
}

extension Draws {
  fileprivate mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(uniform() * Double(range.count))
  }

  fileprivate mutating func state() -> Int16 { Int16(integer(0...32_767)) }

  fileprivate mutating func sum(reach: Double) -> Int32 { Int32((2 * uniform() - 1) * reach) }
}
