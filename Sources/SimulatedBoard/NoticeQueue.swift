import BoardInterface

/// Faults noticed and not yet asked for, first in, first out; what does not fit is dropped.
@safe
struct NoticeQueue: ~Copyable {
  private let slots: OwnedBuffer<BoardFault>
  private var first = 0
  private var held = 0

  init(capacity: Int) {
    slots = OwnedBuffer(
      count: max(capacity, 1), repeating: BoardFault(.transcriptEnded, channel: 0))
  }

  mutating func append(_ fault: BoardFault) {
    if held == slots.count { return }
    unsafe slots.base[(first + held) % slots.count] = fault
    held += 1
  }

  mutating func next() -> BoardFault? {
    if held == 0 { return nil }
    let fault = unsafe slots.base[first]
    first = (first + 1) % slots.count
    held -= 1
    return fault
  }
}
