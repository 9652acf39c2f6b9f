internal import Plan

/// A rate as the engine multiplies it: a contrast of `c` in 2^-40 of full scale squared moves an
/// element by `(c * 2^shift) * mantissa / 2^64` steps of 2^-30 tap.
struct RateConversion: Equatable {
  var mantissa: UInt64
  var shift: UInt32

  /// `tapsPerContrast`: taps per full scale squared, with 1/eta (and 1/2) already in it.
  ///
  /// One tap is 2^30 steps and one full scale squared 2^40 units, hence
  /// `mantissa * 2^shift = tapsPerContrast * 2^54`. Exact for every Double of 1/4 tap and more;
  /// below, the mantissa is rounded to nearest and off by at most 2^-55 tap. nil: 2^28 taps or
  /// more, which no shift that the engine allows can hold; not a number; or so small that nothing
  /// is left.
  init?(tapsPerContrast: Double) {
    guard tapsPerContrast >= 0, tapsPerContrast < 0x1p28 else { return nil }
    // The mantissa must stay below 2^63: shift as little as that allows.
    let shift = tapsPerContrast < 0x1p9 ? 0 : Int(tapsPerContrast.exponent) - 8
    let scale = Double(sign: .plus, exponent: 54 - shift, significand: 1)
    mantissa = UInt64((tapsPerContrast * scale).rounded(.toNearestOrEven))
    self.shift = UInt32(shift)
    if mantissa == 0 && tapsPerContrast > 0 { return nil }
  }

  /// Whether the sum of so many contrasts may be shifted by this much without overflow.
  func fits(summands: Int) -> Bool {
    shift <= Plan.shiftLimit(summands: UInt64(summands))
  }
}
