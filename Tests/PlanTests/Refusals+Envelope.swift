import Plan
import PlanImage

extension Refusal {
  static let envelope: [Refusal] =
    [
      Refusal(what: "empty", expected: PlanError(.truncated, place: 192, value: 0)) {
        ImageEditor([])
      },
      Refusal(what: "191 bytes", expected: PlanError(.truncated, place: 192, value: 191)) {
        ImageEditor(Array(sampleDraft().image().prefix(191)))
      },
      bytes("magic", PlanError(.notAPlan, value: 0x4E4C_5054_5354_4800)) {
        $0.set(UInt8(0), at: 0)
      },
      bytes("a later version", PlanError(.otherVersion, place: 4, value: 5)) {
        $0.set(UInt32(5), at: 8)
      },
      bytes("version 0", PlanError(.otherVersion, place: 4, value: 0)) { $0.set(UInt32(0), at: 8) },
      bytes("size 2^64 - 1", PlanError(.truncated, place: .max, value: sampleBytes)) {
        $0.set(UInt64.max, at: 16)
      },
      bytes(
        "a byte behind", PlanError(.truncated, place: UInt64(sampleBytes), value: sampleBytes + 1)
      ) { $0.bytes.append(0) },
      Refusal(
        what: "checksum",
        expected: PlanError(
          .damaged, place: 7, value: Int64(ImageEditor(sampleDraft()).word(at: 12)))
      ) {
        var editor = ImageEditor(sampleDraft())
        editor.set(UInt32(7), at: 12)
        return editor
      },
      bytes("12 sections", setting(132, 12)) { $0.set(UInt32(12), at: 132) },
      bytes("16 sections", setting(132, 16)) { $0.set(UInt32(16), at: 132) },
      bytes("no room for the table", PlanError(.truncated, place: 496, value: 495)) {
        $0.bytes = Array($0.bytes.prefix(495))
        $0.set(UInt64(495), at: 16)
      },
      bytes("sections in another order", section(3, 0, 4)) {
        $0.set(UInt32(4), at: ImageEditor.table(.clamps, 0))
      },
      bytes("offset not a multiple of 8", section(1, 8, 436)) {
        $0.set(UInt32(436), at: ImageEditor.table(.sources, 8))
      },
      bytes("over the table", section(1, 8, 424)) {
        $0.set(UInt32(424), at: ImageEditor.table(.sources, 8))
      },
      bytes("over the section before", section(2, 8, 496)) {
        $0.set(UInt32(496), at: ImageEditor.table(.outputs, 8))
      },
      bytes("begins behind the end", section(12, 8, 0xFFFF_FFF8)) {
        $0.set(UInt32(0xFFFF_FFF8), at: ImageEditor.table(.text, 8))
      },
      bytes("ends behind the end", section(12, 12, sampleText + 8)) {
        $0.set(UInt32(sampleText + 8), at: ImageEditor.table(.text, 12))
      },
      bytes("2^32 - 1 entries", section(4, 12, 0xFFFF_FFFF)) {
        $0.set(UInt32.max, at: ImageEditor.table(.elements, 12))
      },
    ]
    + wiring
    + PlanSection.Kind.allCases.flatMap { kind in
      [0, 3, UInt32.max].map { stride in
        bytes("\(kind) of \(stride) bytes", section(UInt64(kind.rawValue), 4, Int64(stride))) {
          $0.set(stride, at: ImageEditor.table(kind, 4))
        }
      }
    }

  /// The sample's wiring is empty and stands at the very end.
  private static let wiring: [Refusal] = [
    bytes("wiring of 4 bytes", section(13, 4, 4)) {
      $0.set(UInt32(4), at: ImageEditor.table(.wiring, 4))
    },
    bytes("a section of kind 14", section(13, 0, 14)) {
      $0.set(UInt32(14), at: ImageEditor.table(.wiring, 0))
    },
    bytes("wiring a word beyond the end", section(13, 12, 1)) {
      $0.set(UInt32(1), at: ImageEditor.table(.wiring, 12))
    },
    bytes("2^32 - 1 words of wiring", section(13, 12, 0xFFFF_FFFF)) {
      $0.set(UInt32.max, at: ImageEditor.table(.wiring, 12))
    },
    bytes("wiring begins behind the end", section(13, 8, sampleBytes + 8)) {
      $0.set(UInt32(sampleBytes + 8), at: ImageEditor.table(.wiring, 8))
    },
    bytes("wiring over the text", section(13, 8, sampleBytes - 8)) {
      $0.set(UInt32(sampleBytes - 8), at: ImageEditor.table(.wiring, 8))
    },
  ]

  private static let sampleBytes = Int64(sampleDraft().image().count)
  private static let sampleText = Int64(sampleDraft().names.joined().utf8.count)
}
