import BoardInterface
import FixedPoint
import PlanImage
import Testing
import Transcript

/// Bytes that are no transcript are refused by name, and no bytes make anything crash or hang.
struct DamageTests {
  private let memory: PlanMemory
  private let transcript: [UInt8]

  init() throws {
    var draft = PlanCase.everything.draft
    draft.header.trials = 8
    memory = try PlanMemory(draft.image())
    transcript = try record(memory.plan, on: RandomBoard(seed: 2)).transcript
  }

  private func refused(_ change: (inout [UInt8]) -> Void) -> TranscriptError? {
    var bytes = transcript
    change(&bytes)
    return refusal(bytes, TranscriptShape(memory.plan))
  }

  @Test func namedReasons() {
    let size = transcript.count
    let firstSample = transcript.eventOffsets(nodes: 4).first { transcript[$0] == 1 } ?? 64
    #expect(refused { _ in } == nil)
    #expect(refused { $0 = [] } == TranscriptError(.truncated, place: 64, value: 0))
    #expect(
      refused { $0.removeLast() }
        == TranscriptError(.truncated, place: UInt64(size), value: Int64(size) - 1))
    #expect(refused { $0[0] = 0 }?.reason == .notATranscript)
    #expect(refused { $0[8] = 2 } == TranscriptError(.otherVersion, place: 8, value: 2))
    #expect(refused { $0[70] ^= 1 }?.reason == .damaged)
    for (place, value) in [(36, 2), (40, 4), (44, 1), (48, 5)] {
      let found = refused {
        $0.set(place, UInt64(value) + 1)
        $0.seal()
      }
      #expect(found == TranscriptError(.otherPlan, place: UInt64(place), value: Int64(value) + 1))
    }
    let badKind = refused {
      $0[64] = 9
      $0.seal()
    }
    #expect(badKind == TranscriptError(.badEvent, place: 64, value: 9))
    for raw in [(1 << 20) + 1, -(1 << 20) - 1] as [Int32] {
      let badSample = refused {
        $0.set(firstSample + 8, UInt64(UInt32(bitPattern: raw)))
        $0.seal()
      }
      #expect(
        badSample == TranscriptError(.badSample, place: UInt64(firstSample) + 8, value: Int64(raw)))
    }
    let miscounted = refused {
      $0[24] ^= 1
      $0.seal()
    }
    #expect(miscounted?.reason == .wrongEventCount)
    // Without its end; and with nothing but the header.
    let endless = refused {
      $0.removeLast(8)
      $0.seal()
    }
    #expect(endless?.reason == .badEvent)
    let empty = refused {
      $0 = Array($0[..<64])
      $0.seal()
    }
    #expect(empty?.reason == .wrongEventCount)
  }

  /// A hundred thousand mutations, the checksum made right in most. What is taken as a transcript
  /// is replayed to its end, or to where the run disagrees.
  @Test func mutations() throws {
    var random = RandomGenerator(seed: 77)
    var replayed = 0
    let shape = TranscriptShape(memory.plan)
    for _ in 0..<100_000 {
      var bytes = transcript
      for _ in 0..<1 + random.next(below: 3) { mutate(&bytes, &random) }
      if random.next(below: 8) > 0 { bytes.reseal() }
      guard refusal(bytes, shape) == nil else { continue }
      _ = try replay(memory.plan, bytes)
      replayed += 1
    }
    #expect(replayed > 10_000, "most mutations never come to the run")
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout RandomGenerator) {
    let place = Int(random.next(below: UInt32(max(bytes.count, 1))))
    switch random.next(below: 8) {
    case 0 where !bytes.isEmpty: bytes.removeLast(bytes.count - place)
    case 1 where !bytes.isEmpty: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 3 where bytes.count >= 64: bytes[Int(random.next(below: 64))] ^= 1 << random.next(below: 8)
    case 4 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    default:
      if place < bytes.count { bytes[place] ^= 1 << UInt8(random.next(below: 8)) }
    }
  }
}
