import FixedPoint
import Plan
import PlanImage
import Testing

/// Damaged images: none may crash, and what is accepted must be usable and stay inside.
@Suite struct FuzzTests {
  private static let extremes: [UInt64] = [
    0, 1, 2, 3, 4, 7, 8, 16, 255, 256, 257, 65_535, 65_536, 1 << 20, 1 << 24, 0x2000_0000,
    0x2AAA_AAAB, 0x3FFF_FFFF, 0x4000_0000, 0x5555_5556, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8,
    0xFFFF_FFFF, 1 << 32, 1 << 48, 1 << 62, 1 << 63, .max,
  ]

  @Test(arguments: 0..<6) func mutationsAreRefusedOrUsable(_ seed: Int) throws {
    let images = [
      sampleDraft().image(), plainDraft().image(), sampleTermsDraft().image(),
      sampleLayersDraft().image(),
    ]
    let guarded = try GuardedImage()
    var random = RandomGenerator(seed: UInt64(seed))
    var reasons: [UInt8: Int] = [:]
    var accepted = 0
    for round in 0..<20_000 {
      var editor = ImageEditor(images[round % images.count])
      for _ in 0...random.next(below: 3) { mutate(&editor, &random) }
      if random.next(below: 8) > 0 { editor.sealResized() }
      let image = unsafe guarded.holding(editor.bytes)
      do throws(PlanError) {
        let plan = unsafe try Plan(checking: image)
        accepted += 1
        if let wrong = unsafe walk(plan, in: image) {
          Issue.record("seed \(seed), round \(round): \(wrong)")
        }
        if accepted % 8 == 0 {
          #expect(!planText(planListing(plan, full: accepted % 16 == 0)).isEmpty)
        }
      } catch {
        reasons[error.reason.rawValue, default: 0] += 1
        #expect(!describe(error).isEmpty)
      }
    }
    // The mutations reach what stands behind the checksum, and do not only break things.
    #expect(accepted > 1_000)
    for reason in [PlanError.Reason.badSection, .badSetting, .badEntry, .accumulatorTooNarrow] {
      #expect(reasons[reason.rawValue, default: 0] > 10, "\(reason)")
    }
  }

  /// One output, one sample, no classes, no test examples.
  private func plainDraft() -> PlanDraft {
    var draft = sampleDraft()
    draft.header.samplesPerTrial = 1
    draft.header.decision = 0
    draft.header.batchSize = 1
    draft.outputs.removeFirst()
    draft.trainInputs.removeLast(6)
    draft.testInputs = []
    draft.testTargets = []
    draft.targetRows = [5, -5]
    draft.names.removeLast(2)
    return draft
  }

  private func mutate(_ editor: inout ImageEditor, _ random: inout RandomGenerator) {
    func below(_ bound: Int) -> Int { Int(random.next(below: UInt32(max(bound, 1)))) }
    let count = editor.bytes.count
    let extreme = Self.extremes[below(Self.extremes.count)]
    switch below(9) {
    case 0: editor.set(UInt8(truncatingIfNeeded: random.next()), at: below(count))
    case 1:
      let start = below(count)
      for _ in 0...below(7) { editor.set(UInt8(below(256)), at: start + below(8)) }
    case 2:  // splice
      let length = min(1 + below(64), count)
      let from = below(count - length + 1)
      let to = below(count - length + 1)
      editor.bytes.replaceSubrange(to..<to + length, with: editor.bytes[from..<from + length])
    case 3: editor.set(UInt32(truncatingIfNeeded: extreme), at: 24 + 4 * below(28))
    case 4: editor.set(UInt32(truncatingIfNeeded: extreme), at: 192 + 4 * below(48))
    case 5:  // a count or offset that is nearly right
      let at = 192 + 4 * below(48)
      editor.set(editor.word(at: min(at, max(0, count - 4))) &+ UInt32(below(17)) &- 8, at: at)
    case 6: editor.set(UInt32(truncatingIfNeeded: extreme), at: 384 + 4 * below((count - 384) / 4))
    case 7: editor.set(extreme, at: 8 * below(count / 8))
    default:
      if below(4) == 0 {
        editor.bytes.removeLast(below(min(count - 200, 64)))
      } else {
        editor.bytes += (0..<below(16)).map { _ in UInt8(below(256)) }
      }
    }
  }
}
