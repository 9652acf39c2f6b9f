import DigitalNetwork

/// Zeroed blocks for a digital network, freed together.
@safe final class DigitMemory {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []
  private(set) var byteCount = 0

  func block(_ count: Int) -> UnsafeMutableRawPointer {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    unsafe blocks.append(block)
    byteCount += count
    return unsafe block
  }

  deinit { for index in unsafe blocks.indices { unsafe blocks[index].deallocate() } }
}
