import BoardFile
import Foundation
import Testing

@Suite struct WaveFileTests {
  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func wave(
    _ data: [UInt8], channels: Int = 1, bits: Int = 16, kind: Int = 1, extra: [UInt8] = []
  ) -> [UInt8] {
    let format =
      little(kind, 2) + little(channels, 2) + little(8_000, 4)
      + little(8_000 * channels * bits / 8, 4) + little(channels * bits / 8, 2) + little(bits, 2)
    let chunks =
      Array("fmt ".utf8) + little(16, 4) + format + extra + Array("data".utf8)
      + little(data.count, 4) + data
    return Array("RIFF".utf8) + little(4 + chunks.count, 4) + Array("WAVE".utf8) + chunks
  }

  @Test func sixteenBits() throws {
    let data = [0, 16_384, -32_768, 32_767].flatMap { little($0, 2) }
    // A chunk of odd length before the data is padded to an even one.
    let extra = Array("LIST".utf8) + little(3, 4) + [1, 2, 3, 0]
    let read = try WaveFile(wave(data, extra: extra))
    #expect(read.samples == [0, 0.5, -1, 32_767.0 / 32_768])
    #expect(read.rate == 8_000)
  }

  @Test func eightBitsAndTheFirstChannel() throws {
    let read = try WaveFile(wave([128, 7, 255, 9, 0, 11], channels: 2, bits: 8))
    #expect(read.samples == [0, 127.0 / 128, -1])
  }

  @Test func whatIsCutShortIsReadAsFarAsItGoes() throws {
    let whole = wave([1, 2, 3].flatMap { little($0, 2) })
    #expect(try WaveFile(Array(whole.dropLast(1))).samples.count == 2)
  }

  @Test(arguments: [
    ([], "RIFF"), (Array("RIFF0000AVI ".utf8), "RIFF"),
    (Array("RIFF0000WAVEdata".utf8) + [2, 0, 0, 0, 1, 0], "before its format"),
    (Array("RIFF0000WAVE".utf8), "no data"),
    (Array("RIFF0000WAVEfmt ".utf8) + [4, 0, 0, 0, 1, 0, 1, 0], "cut short"),
  ])
  func refused(_ bytes: [UInt8], _ says: String) {
    let error = #expect(throws: WaveFile.Mistake.self) { _ = try WaveFile(bytes) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test func otherFormatsAreNamed() {
    for (kind, bits, channels) in [(3, 32, 1), (1, 24, 1), (1, 16, 0), (2, 16, 1)] {
      let error = #expect(throws: WaveFile.Mistake.self) {
        _ = try WaveFile(wave([0, 0], channels: channels, bits: bits, kind: kind))
      }
      #expect(error?.description.contains("\(bits) bits") == true)
    }
  }

  /// No bytes crash it.
  @Test func hostileBytes() {
    var state: UInt64 = 1
    let whole = wave(Array(repeating: 3, count: 40))
    for _ in 0..<2_000 {
      var bytes = whole
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      _ = try? WaveFile(Array(bytes.prefix(Int(state >> 40) % (bytes.count + 1))))
    }
  }

  /// A CSV column and a WAV file beside a task become its signals.
  @Test func filesBecomeSignals() throws {
    let location = NetworkFixture.location(
      task: NetworkFixture.task.changing(
        "examples:",
        to: "testExamples:\n"
          + "  - inputs: {a: {file: {path: in.csv, column: 1, interval: 0.5}}}\n"
          + "    targets: {c: {file: {path: out.wav, interval: 0.5}, scale: 2}}\nexamples:"),
      files: [
        "in.csv": Array("t,v\n0,0.25\n0.1,0.5\n# note\n0.2,1\r\n".utf8),
        "out.wav": wave([0, 16_384, 16_384].flatMap { little($0, 2) }),
      ])
    let project = try #require(try NetworkProject.load(from: location, task: "follow"))
    let example = try #require(project.task.test.first)
    // Samples stand at .5, 1, ...; the interval of the files is the task's.
    #expect(abs(example.inputs[0][0] - 0.5) < 1e-12 && abs(example.inputs[1][0] - 1) < 1e-12)
    #expect(example.inputs[2][0] == 0)
    #expect(abs(example.targets[0][0] - 1) < 1e-12)
  }
}
