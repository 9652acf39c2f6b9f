import FixedPoint
import Foundation

/// From tap to conductance for one true element: its law, its tolerance and its unequal taps.
struct ElementCurve: Sendable {
  let law: ElementModel.Law
  let taps: Int
  /// The end-to-end value is this many times the nominal one.
  let factor: Double
  /// Per tap, the wiper's place as a fraction of the whole track; empty: equal taps.
  let places: [Double]

  /// Ohms no element goes below, and siemens none goes below; far outside any real part, they keep
  /// the network solvable at the very ends of a law.
  static let ohmsMin = 1e-3
  static let siemensMin = 1e-12

  init(_ model: ElementModel, number: Int, seed: UInt64) {
    law = model.law
    taps = model.taps
    var tolerance = RandomStream.elementTolerance.generator(seed: seed, channel: number)
    factor = 1 + model.tolerance * tolerance.nextSigned()
    guard model.tapSpread > 0 else {
      places = []
      return
    }
    // Every step keeps some length: resistance grows from tap to tap on any real track.
    var generator = RandomStream.elementTaps.generator(seed: seed, channel: number)
    var sums: [Double] = []
    sums.reserveCapacity(model.taps + 1)
    var sum = 0.0
    for _ in 0...model.taps {
      sums.append(sum)
      sum += max(0.05, 1 + model.tapSpread * generator.nextGaussian())
    }
    // A conductance law reaches its maximum at the last tap, a track only one step behind it.
    let whole: Double
    if case .conductance = model.law {
      whole = sums[model.taps - 1]
    } else {
      whole = sums[model.taps]
    }
    places = sums.dropLast().map { whole > 0 ? $0 / whole : 0 }
  }

  /// The conductance at a tap; taps outside `0 ..< taps` count as the nearest.
  func siemens(at tap: Int) -> Double {
    let tap = min(max(tap, 0), taps - 1)
    switch law {
    case .linear(let endToEnd, let wiper):
      let place = places.isEmpty ? Double(tap) / Double(taps) : places[tap]
      return 1 / max(Self.ohmsMin, wiper + factor * endToEnd * place)
    case .logarithmic(let endToEnd, let wiper, let base):
      let place = places.isEmpty ? Double(tap) / Double(taps) : places[tap]
      let track = (pow(base, place) - 1) / (base - 1)
      return 1 / max(Self.ohmsMin, wiper + factor * endToEnd * track)
    case .conductance(let minimum, let maximum):
      let place = places.isEmpty ? Double(tap) / Double(max(taps - 1, 1)) : places[tap]
      return max(Self.siemensMin, factor * (minimum + (maximum - minimum) * place))
    }
  }
}

extension BoardModel {
  /// Every element's curve, drawn from the seed.
  func elementCurves() -> [ElementCurve] {
    elements.enumerated().map { ElementCurve($1, number: $0, seed: seed) }
  }

  /// The true resistance of every element at these taps, in ohms: law, tolerance, unequal taps and
  /// wiper, without drift.
  ///
  /// - Parameter taps: one per element; outside an element's range counts as the nearest.
  public func elementOhms(at taps: [Int32]) throws(BoardModelError) -> [Double] {
    guard taps.count == elements.count else {
      throw .wrongCount(what: "taps", count: taps.count, expected: elements.count)
    }
    return zip(elementCurves(), taps).map { 1 / $0.siemens(at: Int($1)) }
  }
}
