import Foundation
import Plan

/// A plan's image in memory of its own, aligned as the plan asks for, with the plan that reads it.
@safe
public final class PlanMemory: Sendable {
  public let plan: Plan
  public let byteCount: Int
  private nonisolated(unsafe) let block: UnsafeMutableRawPointer

  /// Copies and checks `image`.
  public init(_ image: [UInt8]) throws(PlanError) {
    byteCount = image.count
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(image.count, 8), alignment: 16)
    unsafe self.block = block
    unsafe image.withUnsafeBytes { source in
      if let base = source.baseAddress {
        unsafe block.copyMemory(from: base, byteCount: source.count)
      }
    }
    do {
      plan = try unsafe Plan(
        checking: UnsafeRawBufferPointer(start: block, count: image.count))
    } catch {
      unsafe block.deallocate()
      throw error
    }
  }

  deinit { unsafe block.deallocate() }
}
