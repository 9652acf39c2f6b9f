import Foundation
import Reproduction
import Testing

/// Two theorems through the device's fixed point: every step of a nudged phase is a step of
/// backpropagation through time (Ernoult et al. 2019), and of recurrent backpropagation (Scellier and
/// Bengio 2019).
@Suite struct EquilibriumTheoryTests {
  private func claims(_ place: Workplace) throws -> [Claim] {
    let outcome = try #require(
      try place.reproduction("equilibrium-theory").run(.quiet()).first)
    #expect(outcome.undrawn == nil)
    return outcome.claims
  }

  private func values(_ claims: [Claim], _ text: String) throws -> [Double] {
    let found = claims.filter { $0.text.contains(text) }
    #expect(found.count == 1, "\(text): \(found.map(\.text))")
    return try #require(found.first).values
  }

  @Test func holds() throws {
    let place = try Workplace()
    let claims = try claims(place)
    for claim in claims where !claim.bar.isEmpty {
      #expect(claim.holds && claim.values.count == 5, "\(claim.text): \(claim.values)")
      #expect(claim.values.allSatisfy { $0 > 0 && $0 <= 0.02 }, "\(claim.text)")
    }
    #expect(claims.count { !$0.bar.isEmpty } == 3)
    for name in ["equilibrium-theory", "equilibrium-theory-recurrent"] {
      let file = URL(fileURLWithPath: place.folder + "/figure-\(name).svg")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("hidden nodes") && text.contains("weights hidden to output"))
    }
  }

  /// The error of float64 is the nudge's alone: linear in one that is to one side, quadratic in one
  /// to both. What the device adds with 32-bit
  /// states is rounding, inverse to the nudge; with 16 bits it is beyond the bar.
  @Test func whatTheErrorIsMadeOf() throws {
    let claims = try claims(try Workplace())
    func each(_ format: String, _ nudge: String) throws -> [Double] {
      try values(claims, "\(format), nudge of \(nudge)")
    }
    let oneSide = zip(try each("float64", ".1 to one"), try each("float64", ".01 to one"))
    #expect(oneSide.allSatisfy { (7...13).contains($0 / $1) })
    let both = zip(try each("float64", ".1 to both"), try each("float64", ".01 to both"))
    #expect(both.allSatisfy { (70...130).contains($0 / $1) })
    for (nudge, beta) in [(".01 to both", 0.01), (".1 to both", 0.1), (".5 to both", 0.5)] {
      let exact = try each("float64", nudge)
      let device = try each("32-bit states", nudge)
      #expect(
        zip(device, exact).allSatisfy { abs($0 - $1) < 1e-4 / beta }, "\(nudge): \(device) \(exact)"
      )
    }
    #expect(try each("16-bit states", ".1 to both").allSatisfy { $0 > 0.02 })
  }
}
