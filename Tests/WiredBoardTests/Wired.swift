import BoardFile
import BoardInterface
import FixedPoint
import Foundation
import PartEmulators
import Plan
import PlanImage
import WiredBoard
import Wiring

/// A shipped board behind emulated chips, by its plan.
struct Wired {
  static let boards = ["bench16-pi", "bench32-pi", "tiny4-pi", "precision16-pi"]

  let plan: PlanMemory
  let wiring: Wiring
  let system: EmulatedSystem
  private let block: Block

  init(_ board: String) throws {
    let boards = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "boards").path
    let compiled = try Project.load(board: boards + "/" + board, task: nil).compile()
    plan = try PlanMemory(compiled.image)
    wiring = unsafe try Wiring(checking: plan.plan.wiring)
    system = try EmulatedSystem(compiled.board, wiring: wiring)
    system.bus.keepsRequests = true
    block = Block(
      max(
        WiredBoard<EmulatedBus>.byteCount(for: wiring), WiredBoard<NoBus>.byteCount(for: wiring)))
  }

  var budget: TrialBudget {
    let block = Block(WiredBoard<NoBus>.byteCount(for: wiring))
    return unsafe TrialBudget(plan: plan.plan, wiring: wiring, block: block.base)
  }

  /// A board that has been started.
  func started() throws -> WiredBoard<EmulatedBus> {
    var board = unsafe WiredBoard(
      plan: plan.plan, wiring: wiring, bus: EmulatedBus(system.bus), block: block.base)
    try board.start()
    return board
  }

  /// Taps in the middle of each element's range, `offset` beside it.
  func taps(_ offset: Int32 = 0) -> [Int32] {
    (0..<plan.plan.elementCount).map {
      let element = plan.plan.element($0)
      return (element.minimumTap + element.maximumTap) / 2 + offset
    }
  }

  func turn(_ board: inout WiredBoard<EmulatedBus>, to taps: [Int32]) throws {
    try board.turn(taps.span)
  }

  /// Every source at one level, and every clamp, or none.
  func drive(_ board: inout WiredBoard<EmulatedBus>, _ raw: Int32, clamp: Bool) {
    let levels = Array(repeating: Sample(raw: raw), count: wiring.sourceCount)
    board.drive(levels.span)
    guard clamp else { return board.release() }
    let clamps = Array(repeating: Sample(raw: raw), count: wiring.clampCount)
    board.clamp(clamps.span)
  }

  /// How many requests the bus has seen; ``requests(since:)`` gives those that came later.
  var mark: Int { system.bus.requests.count }

  func requests(since mark: Int) -> [EmulatedBusState.Request] {
    Array(system.bus.requests[mark...])
  }

  var isArmed: Bool { isActive(wiring.header.armLine) }
  var isBeating: Bool { isActive(wiring.header.heartbeatLine) }

  private func isActive(_ line: UInt16) -> Bool {
    system.wires.levels[Int(line)] != wiring.line(Int(line)).isActiveLow
  }

  /// The emulator of the chip that serves an element, and its wiper there.
  func wiper(_ element: Int) throws -> (chip: PotentiometerEmulator, number: Int)? {
    let channel = wiring.element(element)
    guard let chip = system.wires.emulator(Int(channel.chip)) as? PotentiometerEmulator else {
      return nil
    }
    return (chip, Int(channel.channel))
  }
}

/// Zeroed memory that lives as long as its owner.
@safe
final class Block {
  let base: UnsafeMutableRawPointer

  init(_ byteCount: Int) {
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit { unsafe base.deallocate() }
}
