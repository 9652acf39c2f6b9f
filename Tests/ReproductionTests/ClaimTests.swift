import Foundation
import Reproduction
import Testing

@Suite struct ClaimTests {
  @Test func countsWhatReachesItsBar() {
    let claim = Claim("falls by", [250, 190, 210, 205, 400], "200 and more", needed: 4) {
      $0 >= 200
    }
    #expect(claim.reached == 4 && claim.holds)
    let all = Claim("falls by", [250, 190], "200 and more") { $0 >= 200 }
    #expect(!all.holds && all.needed == 2)
  }

  @Test func nothingMeasuredHoldsNothing() {
    let none = Claim("falls by", [], "200 and more") { $0 >= 200 }
    #expect(!none.holds && !none.isStated)
    let compared = Claim("falls by", [100], "200 and more", needed: 0) { $0 >= 200 }
    #expect(compared.isStated && compared.reached == 0)
  }
}
