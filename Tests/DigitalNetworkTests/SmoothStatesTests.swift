import DigitalNetwork
import Foundation
import Testing

/// Energy where layers are smooth.
@Suite struct SmoothStatesTests {
  private func bench() throws -> (DigitalBench, [Int16]) {
    let bench = try DigitalBench(
      [13, 21, 10, 5], [(0, 1), (1, 1), (1, 2), (2, 3)], rate: 1_000,
      activations: [.hardSigmoid, .tanh, .hardSigmoid, .sigmoid])
    var draws = Draws(12)
    bench.setTaps { draws.tap(reach: 0.3) }
    let image = draws.image(13, share: 0.9)
    bench.network.impose(image.span)
    return (bench, image)
  }

  /// Against its formula in floating point, and never rising on the way to rest.
  @Test func energy() throws {
    let (bench, image) = try bench()
    var float = FloatNetwork(bench, image: image)
    var last = Double.infinity
    for _ in 0..<60 {
      bench.network.relax(sweeps: 1)
      float.sweep(.together, towards: [0, 0, 0, 0, 0], strength: 0)
      let energy = Double(bench.network.energy()) * 0x1p-20
      #expect(abs(energy - float.energy) < 0.002, "\(energy), \(float.energy)")
      // Rounded states may creep by a few steps of 2^-20.
      #expect(energy <= last + 0x1p-16)
      last = energy
    }
    #expect(abs(last) > 0.1)
  }
}
