import DigitalNetwork
import Testing

/// Equilibrium propagation's theorem, through 16 bits: what a pair of nodes sees of a nudge is the
/// gradient of the cost at rest. Source: Scellier and Bengio (2017), theorem 1, with the nudge on
/// both sides.
@Suite struct EquilibriumTests {
  /// 1/64: small, because nodes that begin or cease to speak bend the response.
  private let beta = Int32(1 << 10)

  @Test func theContrastIsTheGradient() throws {
    let bench = try DigitalBench([12, 20, 4], [(0, 1), (1, 2)])
    var draws = Draws(11)
    bench.setTaps { draws.tap(reach: 0.35) }
    let image = draws.image(12, share: 0.9)
    let target: [Int16] = [32767, 0, 0, 32767]

    let towards = try nudged(bench, image, target, beta)
    let away = try nudged(bench, image, target, -beta)
    // -dC/dw = (s_i s_j (beta) - s_i s_j (-beta)) / (2 beta), C = 1/2 sum (d - o)^2.
    let strength = 2 * Double(beta) * 0x1p-16
    for block in 0..<2 {
      let columns = towards[block + 1].count
      var (found, wanted) = ([Double](), [Double]())
      for index in stride(from: 0, to: bench.taps[block].count, by: 7) {
        let (i, j) = (index / columns, index % columns)
        found.append(
          (towards[block][i] * towards[block + 1][j] - away[block][i] * away[block + 1][j])
            / strength)
        wanted.append(-slope(bench, image, target, block, index))
      }
      let cosine = dot(found, wanted) / (dot(found, found) * dot(wanted, wanted)).squareRoot()
      #expect(cosine > 0.999, "block \(block): \(cosine)")
      let size = (dot(found, found) / dot(wanted, wanted)).squareRoot()
      #expect(abs(size - 1) < 0.05, "block \(block): \(size)")
    }
  }

  private func nudged(
    _ bench: DigitalBench, _ image: [Int16], _ target: [Int16], _ beta: Int32
  ) throws -> [[Double]] {
    bench.network.impose(image.span)
    bench.network.rest()
    bench.network.relax(sweeps: 5_000)
    bench.network.relax(sweeps: 5_000, towards: target.span, strength: beta)
    return bench.states.map { $0.map { Double($0) * 0x1p-15 } }
  }

  /// dC/dw by central differences of a network in floating point, brought to rest.
  private func slope(
    _ bench: DigitalBench, _ image: [Int16], _ target: [Int16], _ block: Int, _ index: Int
  ) -> Double {
    let reach = 1e-4
    func cost(_ sign: Double) -> Double {
      var weights = bench.taps.map { $0.map { Double($0) * 0x1p-30 } }
      weights[block][index] += sign * reach
      let biases = bench.biases.map { $0.map { Double($0) * 0x1p-30 } }
      let x = image.map { Double($0) * 0x1p-15 }
      var (h, o) = (biases[1].map { _ in 0.0 }, biases[2].map { _ in 0.0 })
      for _ in 0..<400 {
        var heardHidden = biases[1]
        var heardOutput = biases[2]
        for j in h.indices {
          for i in x.indices { heardHidden[j] += x[i] * weights[0][i * h.count + j] }
          for k in o.indices {
            heardHidden[j] += o[k] * weights[1][j * o.count + k]
            heardOutput[k] += h[j] * weights[1][j * o.count + k]
          }
        }
        for j in h.indices { h[j] = min(max((h[j] + heardHidden[j]) / 2, 0), 1) }
        for k in o.indices { o[k] = min(max((o[k] + heardOutput[k]) / 2, 0), 1) }
      }
      var sum = 0.0
      for k in o.indices {
        let missing = o[k] - Double(target[k]) * 0x1p-15
        sum += missing * missing / 2
      }
      return sum
    }
    return (cost(1) - cost(-1)) / (2 * reach)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { $0 * $1 }.reduce(0, +)
  }
}
