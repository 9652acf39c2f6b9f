import DigitalNetwork
import FixedPoint
import Foundation

/// The relaxation of a digital network: random weights, images of which a fifth is not black.
@safe final class Relaxation {
  private let layers: [DigitalLayer]
  private let memory: UnsafeMutableRawPointer
  private var network: DigitalNetwork
  private let images: [[Int16]]
  private let target: [Int16]

  init(_ sizes: [Int]) throws {
    guard sizes.count >= 2, sizes.allSatisfy({ (1...2_048).contains($0) }) else {
      throw BenchmarkError("LAYERS are two or more numbers from 1 to 2048")
    }
    let layers = sizes.map { DigitalLayer(nodeCount: Int32($0)) }
    let blocks = (1..<Int32(sizes.count)).map { DigitalBlock(from: $0 - 1, to: $0) }
    let count = DigitalNetwork.byteCount(layers.span, blocks.span)
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    do {
      unsafe network = try DigitalNetwork(layers.span, blocks.span, block: memory)
    } catch {
      unsafe memory.deallocate()
      throw BenchmarkError("no network of these layers: \(error)")
    }
    self.layers = layers
    var generator = RandomGenerator(seed: 1, stream: 1)
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    for index in blocks.indices {
      let (from, to) = (sizes[index], sizes[index + 1])
      let reach = (6 / Double(from + to)).squareRoot()
      let taps = (0..<from * to).map { _ in Int32((2 * uniform() - 1) * reach * 0x1p30) }
      network.setWeights(block: index, taps: taps.span)
    }
    images = (0..<64).map { _ in
      (0..<sizes[0]).map { _ in uniform() < 0.2 ? Int16(uniform() * 256) << 7 : 0 }
    }
    target = (0..<sizes[sizes.count - 1]).map { $0 == 0 ? 32767 : 0 }
  }

  deinit { unsafe memory.deallocate() }

  /// Microseconds per example of one round, and the sweeps that it took on average.
  func round(examples: Int, free: Int, nudged: Int) -> String {
    let (clock, images, target) = (ContinuousClock(), images, target)
    var sweeps = 0
    let time = clock.measure {
      for example in 0..<examples {
        let image = images[example % images.count]
        network.impose(image.span)
        network.rest()
        sweeps += network.relax(sweeps: free)
        sweeps += network.relax(sweeps: nudged, towards: target.span, strength: 1 << 15)
      }
    }
    let microseconds = (time / .microseconds(1)) / Double(examples)
    return String(
      format: "{\"microsecondsPerExample\": %.2f, \"sweepsPerExample\": %.1f}", microseconds,
      Double(sweeps) / Double(examples))
  }
}
