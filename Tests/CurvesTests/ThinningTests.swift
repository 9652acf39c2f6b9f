import Curves
import Testing

@Suite struct ThinningTests {
  private func zigzag(_ count: Int) -> [(x: Double, y: Double)] {
    var state: UInt64 = 1
    return (0..<count).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(index), Double(state >> 40))
    }
  }

  @Test(arguments: [0, 1, 2, 4, 5, 999, 1000, 1001, 1002, 5000, 100_000])
  func endsAndExtremesStay(_ count: Int) {
    let points = zigzag(count)
    let kept = thinned(points, to: 1000)
    #expect(kept.count <= 1000)
    #expect(kept.count == count || count > 1000)
    #expect(kept.first?.x == points.first?.x)
    #expect(kept.last?.x == points.last?.x)
    #expect(kept.map(\.y).min() == points.map(\.y).min())
    #expect(kept.map(\.y).max() == points.map(\.y).max())
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
    // Nothing is invented.
    #expect(kept.allSatisfy { points[Int($0.x)].y == $0.y })
  }

  @Test func aSinglePeakInAFlatLineStays() {
    var points = (0..<50_000).map { (x: Double($0), y: 1.0) }
    points[31_415].y = 9
    points[27_182].y = -9
    let kept = thinned(points, to: 100)
    #expect(kept.contains { $0.x == 31_415 })
    #expect(kept.contains { $0.x == 27_182 })
  }

  @Test func aLimitBelowFourIsFour() {
    #expect(thinned(zigzag(50), to: -1).count == 4)
  }
}
