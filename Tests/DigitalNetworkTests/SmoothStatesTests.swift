import DigitalNetwork
import Foundation
import Testing

/// Energy and copies of states where layers are smooth.
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

  /// A copy holds what nodes say: hard layers go back to it, smooth ones to rest.
  @Test func copies() throws {
    let (bench, _) = try bench()
    bench.network.relax(sweeps: 30)
    let kept = bench.states
    var copy = Array(repeating: Int16(0), count: 49)
    unsafe copy.withUnsafeMutableBufferPointer { copy in
      if let base = copy.baseAddress { unsafe bench.network.copyStates(to: base) }
    }
    #expect(copy == kept.flatMap { $0 })
    bench.network.rest()
    unsafe copy.withUnsafeBufferPointer { copy in
      if let base = copy.baseAddress { unsafe bench.network.setStates(base) }
    }
    #expect(bench.states[2] == kept[2])
    #expect(bench.fineStates(1).allSatisfy { $0 == 0 } && bench.states[1].allSatisfy { $0 == 0 })
    #expect(bench.states[3].allSatisfy { $0 == 16_384 })
  }
}
