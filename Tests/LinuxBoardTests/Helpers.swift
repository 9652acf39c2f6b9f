import Foundation
import LinuxBoard

/// Text as a host program sees it.
struct Text: TextSink {
  var string = ""

  mutating func append(_ text: StaticString) { string += text.description }
  mutating func append(_ number: UInt64) { string += String(number) }
  mutating func append(_ text: UnsafeRawBufferPointer) {
    string += unsafe String(decoding: text, as: UTF8.self)
  }
}

extension OpenError {
  func text(asked: String = "") -> String {
    var text = Text()
    unsafe Array(asked.utf8).withUnsafeBytes { unsafe describe(asked: $0, into: &text) }
    return text.string
  }
}

/// Memory that is zero and aligned to 16 bytes.
@safe
final class Block {
  let start: UnsafeMutableRawPointer

  init(_ byteCount: Int) {
    unsafe start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit { unsafe start.deallocate() }
}

/// Calls with a bus of no open device, and says what was thrown.
func error(
  devices: Int = 1, lines: Int = 1, _ body: (inout LinuxBus) throws(OpenError) -> Void
) -> OpenError? {
  let block = Block(LinuxBus.byteCount(devices: devices, lines: lines))
  var bus = unsafe LinuxBus(memory: block.start, devices: devices, lines: lines)
  do throws(OpenError) {
    try body(&bus)
    return nil
  } catch { return error }
}
