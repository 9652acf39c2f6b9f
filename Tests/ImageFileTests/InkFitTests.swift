import BoardFile
import Foundation
import ImageFile
import Testing

@Suite struct InkFitTests {
  /// A box of ink, 40 rows and 20 columns, becomes 20 x 10, its centre at pixel 14, 14: its middle
  /// lies between pixels, and the nearest places round away from zero.
  @Test func aBoxIsScaledAndCentred() throws {
    let image = GreyImage(rows: 100, columns: 90) { row, column in
      (7..<47).contains(row) && (60..<80).contains(column) ? 200 : 30
    }
    let fitted = try #require(image.fitted())
    #expect(fitted.sizeText == "28 x 28")
    for row in 0..<28 {
      for column in 0..<28 {
        let isInk = (5..<25).contains(row) && (10..<20).contains(column)
        #expect(fitted[row, column] == (isInk ? 255 : 0), "\(row) \(column)")
      }
    }
  }

  /// Halves are averaged: ink of every second column in an even number of columns is half as bright.
  @Test func scalingAverages() throws {
    let image = GreyImage(rows: 60, columns: 60) { row, column in
      (10..<50).contains(row) && (10..<50).contains(column) && column % 2 == 0 || column == 49
        ? 255 : 0
    }
    let fitted = try #require(
      GreyImage(rows: 60, columns: 60) { row, column in
        (10..<50).contains(row) ? image[row, column] : 0
      }.fitted())
    let inner = (6..<24).flatMap { row in (6..<23).map { fitted[row, $0] } }
    #expect(inner.allSatisfy { $0 == 128 }, "\(Set(inner))")
  }

  /// The centre of mass, not of the box, comes to the middle; the box stays within the field.
  @Test func theCentreIsOfMass() throws {
    // A heavy bar at the left of a thin line.
    let image = GreyImage(rows: 40, columns: 40) { row, column in
      (10..<30).contains(row) && (10..<14).contains(column)
        || row == 20 && (14..<30).contains(column) ? 255 : 0
    }
    let fitted = try #require(image.fitted())
    let (mass, right) = (0..<28 * 28).reduce((0.0, 0.0)) { sums, at in
      let grey = Double(fitted.pixels[at])
      return (sums.0 + grey, sums.1 + grey * Double(at % 28))
    }
    // 80 pixels at a mean of 1.5 and 16 at one of 11.5 of the box: 3.17 of 20, hence at 8 (11 would
    // centre it, 8 is the last place within the field).
    #expect(abs(right / mass - (8 + (80 * 1.5 + 16 * 11.5) / 96)) < 1e-9)
  }

  @Test func noInkIsNoPicture() {
    #expect(GreyImage(rows: 30, columns: 30) { _, _ in 255 }.fitted() == nil)
    #expect(GreyImage(rows: 30, columns: 30) { row, _ in 100 + UInt8(row / 3) }.fitted() == nil)
  }

  /// MNIST's images, enlarged, moved and inverted, come back as they were, but for the faintest
  /// pixels, without which the centre may come to lie in the next pixel.
  @Test(.enabled(if: folder != nil, "WHEATSTONE_DATA names no folder"))
  func mnistComesBack() throws {
    let set = try ImageSet(.test, in: .folder((Self.folder ?? "") + "/mnist"))
    var far = 0
    for index in 0..<200 {
      let pixels = Array(set[index])
      let photo = GreyImage(rows: 260, columns: 300) { row, column in
        let (row, column) = (row - 31, column - 77)
        guard row >= 0, column >= 0, row < 28 * 7, column < 28 * 7 else { return 255 }
        return 255 - pixels[row / 7 * 28 + column / 7]
      }
      // An eighth of the brightest is where ink begins.
      let kept = pixels.map { 8 * Int($0) < Int(pixels.max() ?? 0) ? 0 : $0 }
      let fitted = try #require(photo.inverted.fitted())
      let ink = pixels.reduce(0) { $0 + Int($1) }
      if 100 * Self.miss(fitted, kept) > ink { far += 1 }
    }
    #expect(far <= 2, "\(far) of 200 are off by more than 1 %")
  }

  /// The sum of differences, where the images lie best on each other.
  private static func miss(_ fitted: GreyImage, _ pixels: [UInt8]) -> Int {
    let moves = (-1...1).flatMap { down in (-1...1).map { (down, $0) } }
    return moves.map { down, right in
      (0..<28 * 28).reduce(0) { sum, at in
        let (row, column) = (at / 28 + down, at % 28 + right)
        let isInside = (0..<28).contains(row) && (0..<28).contains(column)
        return sum + abs(Int(isInside ? fitted[row, column] : 0) - Int(pixels[at]))
      }
    }.min() ?? .max
  }

  private static let folder = ProcessInfo.processInfo.environment["WHEATSTONE_DATA"]
}
