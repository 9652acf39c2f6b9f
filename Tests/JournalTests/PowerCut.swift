/// What became of one operation that no sync had confirmed.
enum Fate {
  case kept
  case dropped
  /// Only the first bytes arrived.
  case torn(Int)
  /// Only some sectors of 512 bytes arrived; the bits choose which.
  case sectors(UInt64)
}

/// What a disk holds after power was cut: operations in any order, each with its fate.
func bytes(
  after operations: [(DiskOperation, Fate)], onto start: [UInt8]
) -> [UInt8] {
  var bytes = start
  for (operation, fate) in operations {
    switch operation {
    case .sync: break
    case .write(let offset, let content):
      let end = offset + content.count
      func put(_ range: Range<Int>) {
        if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(
          offset + range.lowerBound..<offset + range.upperBound, with: content[range])
      }
      switch fate {
      case .dropped: break
      case .kept: put(0..<content.count)
      case .torn(let count): put(0..<min(count, content.count))
      case .sectors(let chosen):
        // Sectors of the disk, not of the write.
        for sector in offset / 512...(end - 1) / 512 where chosen >> UInt64(sector % 64) & 1 == 1 {
          put(max(0, sector * 512 - offset)..<min(content.count, (sector + 1) * 512 - offset))
        }
      }
    case .clear(let byteCount):
      if case .dropped = fate { break }
      bytes = [UInt8](repeating: 0, count: byteCount)
    case .extend(let byteCount):
      let grown: Int
      switch fate {
      case .kept: grown = byteCount
      case .dropped: grown = bytes.count
      case .torn(let count): grown = min(byteCount, bytes.count + count)
      case .sectors(let chosen): grown = min(byteCount, bytes.count + Int(chosen % 8192))
      }
      if grown > bytes.count { bytes += [UInt8](repeating: 0, count: grown - bytes.count) }
    }
  }
  return bytes
}

/// Everything that a power cut after the first `cut` operations can leave, as far as `effort` goes.
///
/// - Parameter ignoring: the syncs that the disk confirmed but did not do.
struct PowerCut {
  var start: [UInt8]
  var trace: [DiskOperation]
  var ignoring: Set<Int> = []
  var effort: Effort

  enum Effort {
    /// All subsets of few writes, all bytes of small ones, and random fates and orders.
    case thorough
    /// This many random fates and orders.
    case random(Int)
  }

  /// Calls `body` with each possible content.
  func forEachOutcome(
    cut: Int, using generator: inout some RandomNumberGenerator, _ body: ([UInt8]) -> Void
  ) {
    let synced = trace[..<cut].indices.last { trace[$0].isSync && !ignoring.contains($0) } ?? -1
    let durable = bytes(after: trace[..<(synced + 1)].map { ($0, .kept) }, onto: start)
    let pending = trace[(synced + 1)..<cut].filter { !$0.isSync }
    func outcome(_ fates: [Fate]) { body(bytes(after: Array(zip(pending, fates)), onto: durable)) }
    outcome(pending.map { _ in .kept })
    outcome(pending.map { _ in .dropped })
    guard let last = pending.last else { return }
    let randomCount: Int
    switch effort {
    case .random(let count): randomCount = count
    case .thorough:
      randomCount = 60
      if pending.count <= 6 {
        for subset in 0..<1 << pending.count {
          outcome(pending.indices.map { subset >> $0 & 1 == 1 ? .kept : .dropped })
        }
      }
      if case .write(_, let content) = last {
        // Every byte of what is small; of what is large the start, the end and every 61st.
        for count in 1..<max(content.count, 2)
        where content.count <= 64 || count % 61 == 0 || count < 130 || count > content.count - 3 {
          for others in [Fate.kept, .dropped] {
            outcome(pending.dropLast().map { _ in others } + [.torn(count)])
          }
        }
      }
    }
    for _ in 0..<randomCount {
      var order = pending.map { operation in (operation, randomFate(operation, using: &generator)) }
      order.shuffle(using: &generator)
      body(bytes(after: order, onto: durable))
    }
  }

  private func randomFate(
    _ operation: DiskOperation, using generator: inout some RandomNumberGenerator
  ) -> Fate {
    switch UInt8.random(in: 0..<8, using: &generator) {
    case 0...2: return .kept
    case 3...4: return .dropped
    case 5: return .sectors(.random(in: 0...UInt64.max, using: &generator))
    default:
      guard case .write(_, let content) = operation else { return .kept }
      return .torn(.random(in: 0...content.count, using: &generator))
    }
  }
}

/// Reproducible random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

enum PowerCutBytes {
  /// What a disk holds when everything was kept.
  static func all(_ trace: [DiskOperation], _ start: [UInt8]) -> [UInt8] {
    bytes(after: trace.map { ($0, .kept) }, onto: start)
  }
}
