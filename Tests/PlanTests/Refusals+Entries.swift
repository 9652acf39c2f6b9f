import Plan
import PlanImage

extension Refusal {
  static let entries: [Refusal] =
    [
      draft("source at no node", entry(1, 1, 0, 4)) { $0.sources[1].node = 4 },
      draft("source at node 2^32 - 1", entry(1, 0, 0, 0xFFFF_FFFF)) { $0.sources[0].node = .max },
      draft("safe level too high", entry(1, 0, 4, 2_097_153)) {
        $0.sources[0].safeLevel = 2_097_153
      },
      draft("safe level too low", entry(1, 1, 4, -2_147_483_648)) {
        $0.sources[1].safeLevel = .min
      },
      draft("clamp at no node", entry(3, 2, 0, 4)) { $0.clamps[2] = 4 },
      draft("output at no node", entry(2, 1, 0, 4)) { $0.outputs[1].node = 4 },
      draft("output without clamp", entry(2, 1, 8, 3)) { $0.outputs[1].clamp = 3 },
      draft("output with another's clamp", entry(2, 1, 8, 0)) { $0.outputs[1].clamp = 0 },
      draft("difference to no node", entry(2, 0, 4, 4)) { $0.outputs[0].minusNode = 4 },
      draft("difference without clamp", entry(2, 0, 12, 0xFFFF_FFFF)) {
        $0.outputs[0].minusClamp = PlanOutput.none
      },
      draft("clamp without difference", entry(2, 0, 4, 0xFFFF_FFFF)) {
        $0.outputs[0].minusNode = PlanOutput.none
      },
      draft("difference with another's clamp", entry(2, 0, 12, 2)) {
        $0.outputs[0].minusClamp = 2
      },
      draft("element from no node", entry(4, 0, 0, 4)) { $0.elements[0].nodeA = 4 },
      draft("element to no node", entry(4, 2, 2, 65_535)) { $0.elements[2].nodeB = .max },
      draft("taps below zero", entry(4, 0, 4, -1)) { $0.elements[0].minimumTap = -1 },
      draft("taps the wrong way round", entry(4, 0, 4, 128)) { $0.elements[0].minimumTap = 128 },
      draft("too many taps", entry(4, 1, 8, 16_777_217)) {
        $0.elements[1].maximumTap = 16_777_217
      },
      draft("starts below its taps", entry(4, 1, 12, 4)) { $0.elements[1].startTap = 4 },
      draft("starts above its taps", entry(4, 2, 12, 8)) { $0.elements[2].startTap = 8 },
      draft("no direction", entry(4, 0, 16, 0)) { $0.elements[0].direction = 0 },
      draft("direction 2^32 + 1", entry(4, 0, 16, 4_294_967_297)) {
        $0.elements[0].direction = 4_294_967_297
      },
      draft("training target", entry(7, 2, 0, 2)) { $0.trainTargets[2] = 2 },
      draft("test target", entry(9, 0, 0, 0xFFFF_FFFF)) { $0.testTargets[0] = .max },
    ] + levels + texts + steps

  private static let levels: [Refusal] = [
    draft("training input too high", entry(6, 11, 0, 2_097_153)) {
      $0.trainInputs[11] = 2_097_153
    },
    draft("test input too low", entry(8, 3, 0, -2_097_153)) { $0.testInputs[3] = -2_097_153 },
    draft("target too low", entry(10, 7, 0, -2_147_483_648)) { $0.targetRows[7] = .min },
  ]

  private static let texts: [Refusal] = [
    bytes("a name behind the text", entry(11, 15, 0, 0x7FFF_FFFF)) {
      $0.set(UInt32(0x7FFF_FFFF), at: $0.place(.names, 15, stride: 8, 0))
    },
    bytes("a name longer than the text", entry(11, 15, 4, 0xFFFF_FFFF)) {
      $0.set(UInt32.max, at: $0.place(.names, 15, stride: 8, 4))
    },
    // Without this, few bytes could name every element by the whole text.
    bytes("names that overlap", entry(11, 1, 0, 4)) {
      $0.set(UInt32(4), at: $0.place(.names, 1, stride: 8, 0))
    },
  ]

  private static let steps: [Refusal] = [
    draft("a schedule that begins late", entry(5, 0, 0, 5)) { $0.schedule[0].fromTrial = 5 },
    draft("steps at the same trial", entry(5, 1, 0, 0)) { $0.schedule[1].fromTrial = 0 },
    draft("a step within a batch", entry(5, 1, 0, 501)) { $0.schedule[1].fromTrial = 501 },
    draft("eta 0", entry(5, 0, 20, 0)) { $0.schedule[0].eta = 0 },
    draft("eta above 4", entry(5, 1, 20, 262_145)) { $0.schedule[1].eta = 262_145 },
    draft("mantissa 2^63", entry(5, 0, 8, .min)) { $0.schedule[0].rateMantissa = 1 << 63 },
    // 10 summands take 4 of the 19 bits.
    draft("shift 16", PlanError(.accumulatorTooNarrow, place: place(5, 1, 16), value: 16)) {
      $0.schedule[1].rateShift = 16
    },
    draft(
      "shift 2^32 - 1", PlanError(.accumulatorTooNarrow, place: place(5, 0, 16), value: 0xFFFF_FFFF)
    ) {
      $0.schedule[0].rateShift = .max
    },
    draft("too many summands", PlanError(.accumulatorTooNarrow, place: 64, value: 524_290)) {
      $0.header.batchSize = 262_145
      $0.header.checkpointEvery = 0
    },
  ]

  static let all = envelope + settings + counts + entries
}
