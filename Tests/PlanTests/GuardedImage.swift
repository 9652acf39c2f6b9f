import Foundation

/// Memory that ends where a page ends, before one that must not be touched: a read behind an image
/// put there kills the test.
@safe
struct GuardedImage: ~Copyable {
  private static let capacity = 1 << 16
  private let block: UnsafeMutableRawPointer

  init() throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = Self.capacity + page
    let mapped = unsafe mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let block = unsafe mapped, unsafe block != MAP_FAILED,
      unsafe mprotect(block + Self.capacity, page, PROT_NONE) == 0
    else { throw CancellationError() }
    unsafe self.block = unsafe block
  }

  deinit { unsafe munmap(block, Self.capacity + Int(sysconf(Int32(_SC_PAGESIZE)))) }

  /// The bytes as near to the guard as an alignment of 8 lets them.
  func holding(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    let start = (Self.capacity - bytes.count) & ~7
    let place = unsafe UnsafeMutableRawBufferPointer(start: block + start, count: bytes.count)
    unsafe place.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(place)
  }
}
