import BoardInterface
import BusInterface
import Parts
import Plan
import Wiring

/// A board of real chips, or of emulated ones: the plan's wiring, served by the drivers of `Parts`
/// over any bus.
///
/// What is asked of sources and clamps is kept until the network is given time: then all of it goes
/// out in as few requests as the buses allow, always the same number. The order is safe: levels
/// before the switches that connect them, and switches before levels when they let go.
@safe
public struct WiredBoard<B: Bus & ~Copyable>: ~Copyable {
  let plan: Plan
  let wiring: Wiring
  var bus: B
  let memory: WiredMemory
  /// One scan of all inputs, written once and run again and again.
  var scan: Script
  /// Everything else.
  var work: Script
  /// Sources or clamps were asked for something that has not gone out yet.
  var isPending = false
  var clampsConnected = false
  var heartbeat = false
  /// Wipers are to be read back after the next turn.
  var wantsVerification = true
  /// How long the network was last given.
  var settleAgain: UInt32 = 0
  /// Where the search for a notice goes on.
  var noticeCursor = 0
  /// Requests to the operating system so far, retries included.
  public private(set) var requestCount: UInt64 = 0
  /// What the last request that failed for good was, and whether there was one.
  public internal(set) var lastBusFault: BusFault?
  /// Chips that did not take their safe state when they were last asked to.
  public internal(set) var unsafeChips = 0

  /// The zeroed bytes that a board works in.
  public static func byteCount(for wiring: Wiring) -> Int { WiredMemory.byteCount(for: wiring) }

  /// A board that has been asked nothing yet: ``start()`` comes first. `block`: aligned to 8, must
  /// outlive the board, as must the plan's image.
  public init(plan: Plan, wiring: Wiring, bus: consuming B, block: UnsafeMutableRawPointer) {
    self.plan = plan
    self.wiring = wiring
    self.bus = bus
    let memory = unsafe WiredMemory(wiring, block: block)
    self.memory = memory
    let room = WiredMemory.Room(wiring)
    scan = unsafe Script(memory: memory.scan, steps: room.scanSteps, bytes: room.scanBytes)
    work = unsafe Script(memory: memory.work, steps: room.workSteps, bytes: room.workBytes)
  }

  /// Lends the bus, for what only its owner knows how to ask.
  public mutating func withBus<Result>(_ body: (inout B) -> Result) -> Result { body(&bus) }

  /// Where a chip sits.
  func place(_ chip: Int) -> PartPlace {
    let chip = wiring.chip(chip)
    return PartPlace(
      device: chip.device, address: chip.address, firstLine: chip.firstLine, options: chip.options)
  }

  /// Runs the work script and empties it.
  mutating func runWork(retries: Int = 2) throws(BoardFault) {
    do throws(BusFault) {
      requestCount &+= UInt64(try work.run(on: &bus, retries: retries))
    } catch { throw fault(error) }
    work.removeAll()
  }

  /// The same without emptying it: its answers are looked at.
  mutating func runWorkKeeping() throws(BoardFault) {
    do throws(BusFault) {
      requestCount &+= UInt64(try work.run(on: &bus))
    } catch { throw fault(error) }
  }

  mutating func runScan() throws(BoardFault) {
    do throws(BusFault) {
      requestCount &+= UInt64(try scan.run(on: &bus))
    } catch { throw fault(error) }
  }

  func isRole(_ chip: Int, _ role: PartNumber.Role) -> Bool { wiring.part(chip).role == role }

  private mutating func fault(_ error: BusFault) -> BoardFault {
    lastBusFault = error
    work.removeAll()
    return BoardFault(
      .busFailed, channel: UInt32(error.device),
      detail: Int32(error.kind.rawValue) << 16 | (error.errorNumber & 0xFFFF))
  }
}
