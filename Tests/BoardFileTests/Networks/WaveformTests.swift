import BoardFile
import Foundation
import Testing

@Suite struct WaveformTests {
  @Test func shapesHaveTheirValues() {
    let times = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    func values(_ shape: Waveform.Shape) -> [Double] {
      times.map { (Waveform(shape).value(at: $0) * 1e9).rounded() / 1e9 }
    }
    #expect(values(.triangle(period: 4)) == [0, 0.5, 1, 0.5, 0, -0.5, -1, -0.5])
    #expect(values(.square(period: 4)) == [1, 1, 1, 1, -1, -1, -1, -1])
    #expect(values(.steps([(1, 2), (3, -1)])) == [0, 0, 2, 2, 2, 2, -1, -1])
    let sum = Waveform.Shape.sum([
      Waveform(.constant(1)), Waveform(.sine(period: 4, phase: 0), scale: 2),
    ])
    #expect(values(sum)[2] == 3 && values(sum)[6] == -1)
  }

  /// Behind its delay a signal is what it was; before, nothing.
  @Test func delaysMove() {
    let wave = Waveform(.sine(period: 3, phase: 0.4), scale: 2, delay: 0.75)
    #expect(wave.value(at: 0.7) == 0)
    #expect(wave.value(at: 2) == 2 * Waveform(.sine(period: 3, phase: 0.4)).value(at: 1.25))
  }

  /// Unit variance, whatever the seed, and another signal for each.
  @Test func noiseHasUnitVariance() {
    for seed in UInt64(0)..<5 {
      let wave = Waveform(Waveform.noise(band: 0.5...1, count: 20, seed: seed))
      let values = (0..<40_000).map { wave.value(at: Double($0) * 0.05) }
      let power = values.map { $0 * $0 }.reduce(0, +) / Double(values.count)
      #expect(abs(power - 1) < 0.05, "\(power)")
      #expect(abs(values.reduce(0, +)) / Double(values.count) < 0.02)
    }
    let a = Waveform(Waveform.noise(band: 0.5...1, count: 20, seed: 1)).value(at: 3)
    #expect(a != Waveform(Waveform.noise(band: 0.5...1, count: 20, seed: 2)).value(at: 3))
  }
}
