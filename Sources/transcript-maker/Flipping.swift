import Checksum
import Plan
import Transcript

/// Copies of a transcript with one bit of one sample flipped: the first output in the
/// run's last reading, whose error the last evaluation counts.
///
/// `damaged` keeps its checksum, which is wrong; `flipped` has it made right.
func flippedCopies(of transcript: [UInt8], plan: Plan) -> (damaged: [UInt8], flipped: [UInt8]) {
  let nodes = UInt32(plan.nodeCount)
  var reading: Int?
  var offset = TranscriptHeader.byteCount
  while offset < transcript.count, let kind = TranscriptEvent.Kind(rawValue: transcript[offset]) {
    if kind == .sample { reading = offset }
    offset += TranscriptEvent.headByteCount + Int(kind.payloadByteCount(nodeCount: nodes))
  }
  guard let reading else { return (transcript, transcript) }
  var copy = transcript
  let sample = reading + TranscriptEvent.headByteCount
  // Bit 12 of the raw sample: four thousandths of full scale.
  copy[sample + 4 * Int(plan.output(0).node) + 1] ^= 0x10
  let damaged = copy
  let checksum = unsafe copy[TranscriptHeader.checksumStart...].withUnsafeBytes {
    unsafe Checksum.of($0)
  }
  for i in 0..<4 {
    copy[TranscriptHeader.Field.checksum.rawValue + i] =
      UInt8(truncatingIfNeeded: checksum >> UInt32(8 * i))
  }
  return (damaged, copy)
}
