import BoardInterface
import BusInterface
import Wiring

/// Where a wired board keeps what it knows, in one block.
@safe
struct WiredMemory {
  let chips: UnsafeMutablePointer<ChipState>
  /// Where each element's wiper stands; `unknown` before it was written.
  let wipers: UnsafeMutablePointer<Int32>
  /// The taps that they were turned to; the smallest number where something else moved them.
  let standingTaps: UnsafeMutablePointer<Int32>
  /// Elements in the order of their chips, so that those of a chip go out together.
  let elementOrder: UnsafeMutablePointer<UInt32>
  /// What each element was reported as.
  let elementFaults: UnsafeMutablePointer<UInt8>
  /// Nodes in the order of their chips, and each one's input.
  let nodeOrder: UnsafeMutablePointer<UInt32>
  let inputs: UnsafeMutablePointer<UInt8>
  /// Where each answer of a scan lies, in the order of `nodeOrder`.
  let answers: UnsafeMutablePointer<UInt32>
  /// What each source was last asked for, raw.
  let sourceLevels: UnsafeMutablePointer<Int32>
  /// The same as `answers`, with each node's scale: for the way from samples to taps.
  let readings: UnsafeMutablePointer<Reading>
  let scan: UnsafeMutableRawPointer
  let work: UnsafeMutableRawPointer

  static var unknown: Int32 { -1 }

  /// All that it takes to make a sample of an answer.
  struct Reading: BitwiseCopyable {
    var scale: WiringChannel
    var node: UInt32
    var answer: UInt32
    /// Where the next chip's begin.
    var end: UInt32
  }

  /// An element's wiper stands at a code, or nobody knows where.
  func setWiper(_ index: Int, _ code: Int32) {
    unsafe wipers[index] = code
    unsafe standingTaps[index] = Int32.min
  }

  /// What an output or switch chip was last asked for.
  struct ChipState: BitwiseCopyable {
    var codes = InlineArray<16, UInt16>(repeating: 0)
    /// Outputs that drive; bit n: output n.
    var connected: UInt32 = 0
    /// Switches that are closed.
    var closed: UInt32 = 0
  }

  /// Capacities of the two scripts: what the parts' pages say is the most that one chip writes.
  struct Room {
    let scanSteps: Int
    let scanBytes: Int
    let workSteps: Int
    let workBytes: Int

    init(_ wiring: Wiring) {
      scanSteps = wiring.nodeCount * 8 + wiring.chipCount * 8
      scanBytes = wiring.nodeCount * 64 + wiring.chipCount * 64
      // Pulses of an X9C over its whole range, or every output of every chip.
      workSteps = 1_024 + wiring.chipCount * 24
      workBytes = 1_024 + wiring.chipCount * 256
    }
  }

  static func byteCount(for wiring: Wiring) -> Int {
    let room = Room(wiring)
    return rounded(wiring.chipCount * MemoryLayout<ChipState>.stride)
      + 3 * rounded(wiring.elementCount * 4) + rounded(wiring.elementCount)
      + 2 * rounded(wiring.nodeCount * 4) + rounded(wiring.nodeCount)
      + rounded(wiring.sourceCount * 4)
      + rounded(wiring.nodeCount * MemoryLayout<Reading>.stride)
      + rounded(Script.byteCount(steps: room.scanSteps, bytes: room.scanBytes))
      + rounded(Script.byteCount(steps: room.workSteps, bytes: room.workBytes))
  }

  private static func rounded(_ count: Int) -> Int { (count + 7) / 8 * 8 }

  /// In zeroed memory of ``byteCount(for:)``, aligned to 8.
  init(_ wiring: Wiring, block: UnsafeMutableRawPointer) {
    let room = Room(wiring)
    var next = unsafe block
    func take(_ count: Int) -> UnsafeMutableRawPointer {
      defer { unsafe next += Self.rounded(count) }
      return unsafe next
    }
    let elements = wiring.elementCount
    let nodes = wiring.nodeCount
    unsafe chips = take(wiring.chipCount * MemoryLayout<ChipState>.stride)
      .bindMemory(to: ChipState.self, capacity: wiring.chipCount)
    unsafe wipers = take(elements * 4).bindMemory(to: Int32.self, capacity: elements)
    unsafe standingTaps = take(elements * 4).bindMemory(to: Int32.self, capacity: elements)
    unsafe elementOrder = take(elements * 4).bindMemory(to: UInt32.self, capacity: elements)
    unsafe elementFaults = take(elements).bindMemory(to: UInt8.self, capacity: elements)
    unsafe nodeOrder = take(nodes * 4).bindMemory(to: UInt32.self, capacity: nodes)
    unsafe answers = take(nodes * 4).bindMemory(to: UInt32.self, capacity: nodes)
    unsafe inputs = take(nodes).bindMemory(to: UInt8.self, capacity: nodes)
    unsafe sourceLevels = take(wiring.sourceCount * 4)
      .bindMemory(to: Int32.self, capacity: wiring.sourceCount)
    unsafe readings = take(nodes * MemoryLayout<Reading>.stride)
      .bindMemory(to: Reading.self, capacity: nodes)
    unsafe scan = take(Script.byteCount(steps: room.scanSteps, bytes: room.scanBytes))
    unsafe work = take(Script.byteCount(steps: room.workSteps, bytes: room.workBytes))
    sort(wiring)
  }

  /// Fills the orders: chip by chip, and within one as on the board.
  private func sort(_ wiring: Wiring) {
    var element = 0
    var node = 0
    for chip in 0..<wiring.chipCount {
      unsafe chips[chip] = ChipState()
      for index in 0..<wiring.elementCount where Int(wiring.element(index).chip) == chip {
        unsafe elementOrder[element] = UInt32(index)
        setWiper(index, Self.unknown)
        element += 1
      }
      for index in 0..<wiring.nodeCount where Int(wiring.probe(index).chip) == chip {
        unsafe nodeOrder[node] = UInt32(index)
        unsafe inputs[node] = UInt8(truncatingIfNeeded: wiring.probe(index).channel)
        node += 1
      }
    }
  }
}
