/// What greys a terminal can show.
public enum TerminalStyle: String, CaseIterable, Sendable {
  /// Half blocks in 24-bit colours.
  case truecolor
  /// Half blocks in the 24 greys, black and white of the 256-colour palette.
  case grey256
  /// Letters from light to heavy.
  case ascii

  /// Half blocks need colours and UTF-8; COLORTERM says whether colours have 24 bits.
  public init(usesColor: Bool, isUTF8: Bool, environment: [String: String]) {
    let colors = environment["COLORTERM"]?.lowercased()
    self =
      !usesColor || !isUTF8
      ? .ascii
      : colors == "truecolor" || colors == "24bit"
        ? .truecolor : .grey256
  }

  static let ramp = Array(" .:-=+*#%@")

  /// The parameters that set a colour; `isBack`: the ground's.
  func code(_ grey: UInt8, isBack: Bool) -> String {
    let place = isBack ? 48 : 38
    guard self == .grey256 else { return "\(place);2;\(grey);\(grey);\(grey)" }
    // 232 to 255 are 8, 18, ... 238; 16 is black, 231 white.
    let step = (Int(grey) + 2) / 10
    return "\(place);5;\(step == 0 ? 16 : step > 24 ? 231 : 231 + step)"
  }
}
