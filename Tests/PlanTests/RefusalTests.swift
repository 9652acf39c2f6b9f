import Foundation
import Plan
import PlanImage
import Testing

@Suite struct RefusalTests {
  @Test func theSampleIsAccepted() {
    #expect(ImageEditor(sampleDraft()).refusal == nil)
    #expect(ImageEditor(sampleDraft()).bytes.count > 400)
  }

  @Test(arguments: Refusal.all) func refused(_ refusal: Refusal) {
    #expect(refusal.spoil().refusal == refusal.expected)
  }

  @Test func everySingleFlippedBitIsRefused() {
    var editor = ImageEditor(sampleDraft())
    for bit in 0..<editor.bytes.count * 8 {
      editor.bytes[bit / 8] ^= 1 << (bit % 8)
      let reason = editor.refusal?.reason
      switch bit / 8 {
      case 0..<8: #expect(reason == .notAPlan)
      case 8..<12: #expect(reason == .otherVersion)
      case 16..<24: #expect(reason == .truncated)
      default: #expect(reason == .damaged)
      }
      editor.bytes[bit / 8] ^= 1 << (bit % 8)
    }
  }

  @Test func everyTruncationIsRefused() {
    let image = sampleDraft().image()
    for count in 0..<image.count {
      let expected = UInt64(count < 192 ? 192 : image.count)
      #expect(
        ImageEditor(Array(image.prefix(count))).refusal
          == PlanError(.truncated, place: expected, value: Int64(count)))
      // Said to be this short, and sealed again, it is refused by what is missing from it.
      var sealed = ImageEditor(Array(image.prefix(count)))
      sealed.sealResized()
      #expect(sealed.refusal != nil)
    }
  }

  @Test(arguments: 1..<8) func misaligned(_ shift: Int) {
    let image = sampleDraft().image()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: image.count + 8, alignment: 8)
    defer { unsafe block.deallocate() }
    let moved = unsafe UnsafeMutableRawBufferPointer(
      rebasing: block[shift..<shift + image.count])
    unsafe moved.copyBytes(from: image)
    let error = unsafe refusal(of: UnsafeRawBufferPointer(moved))
    #expect(error == PlanError(.misaligned, value: Int64(shift)))
  }

  /// An image beyond one GiB, of which only the header is ever touched.
  @Test func tooLarge() throws {
    let count = (1 << 30) + 8
    guard let block = unsafe calloc(count, 1) else { throw CancellationError() }
    defer { unsafe free(block) }
    var header = PlanHeader()
    header.totalBytes = UInt64(count)
    unsafe block.storeBytes(of: header, as: PlanHeader.self)
    let error = unsafe refusal(of: UnsafeRawBufferPointer(start: block, count: count))
    #expect(error == PlanError(.truncated, place: UInt64(count), value: Int64(count)))
  }

  /// 2^24 + 1 elements; all that stands behind the table may be zero. Sums up 400 MB twice, hence
  /// only on request: WHEATSTONE_LONG_TESTS=1.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["WHEATSTONE_LONG_TESTS"] != nil,
      "sums up 400 MB twice; set WHEATSTONE_LONG_TESTS=1"))
  func tooManyElements() throws {
    let elements = (1 << 24) + 1
    var draft = sampleDraft()
    draft.elements = []
    var editor = ImageEditor(draft)
    let grown = UInt32(elements * 24)
    for kind in PlanSection.Kind.allCases.dropFirst(4) {
      let at = ImageEditor.table(kind, 8)
      editor.set(editor.word(at: at) + grown, at: at)
    }
    editor.set(UInt32(elements), at: ImageEditor.table(.elements, 12))
    let count = editor.bytes.count + Int(grown)
    editor.set(UInt64(count), at: 16)
    guard let block = unsafe calloc(count, 1) else { throw CancellationError() }
    defer { unsafe free(block) }
    let image = unsafe UnsafeMutableRawBufferPointer(start: block, count: count)
    let head = 192 + PlanSection.Kind.allCases.count * 16
    unsafe image.copyBytes(from: editor.bytes.prefix(head))
    // The refusal tells the checksum that would be right.
    let damage = unsafe refusal(of: UnsafeRawBufferPointer(image))
    #expect(damage?.reason == .damaged)
    unsafe image.storeBytes(
      of: UInt32(truncatingIfNeeded: damage?.value ?? 0), toByteOffset: 12, as: UInt32.self)
    let error = unsafe refusal(of: UnsafeRawBufferPointer(image))
    #expect(error == Refusal.section(4, 12, Int64(elements)))
  }

  private func refusal(of image: UnsafeRawBufferPointer) -> PlanError? {
    do throws(PlanError) {
      _ = unsafe try Plan(checking: image)
      return nil
    } catch { return error }
  }
}
