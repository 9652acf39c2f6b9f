/// Letters of 5 x 9 pixels, the last two rows below the line, small ones only: pictures need no font
/// of the system.
enum PixelFont {
  static let rows = 9
  /// With the gap behind a letter.
  static let advance = 6

  /// Whether a pixel of a letter is set; what has no letter of its own is a full box.
  static func isSet(_ letter: Character, row: Int, column: Int) -> Bool {
    let bits = letter == " " ? 0 : glyphs[Character(letter.lowercased())] ?? 0x1FFF_FFFF_FC00
    return bits >> UInt64(44 - 5 * row - column) & 1 == 1
  }

  /// 45 bits each, row by row from the upper left.
  private static let glyphs: [Character: UInt64] = [
    "0": 0x0E8CEB98B800, "1": 0x046108423800, "2": 0x0E8844447C00, "3": 0x0E884C18B800,
    "4": 0x0232A5F10800, "5": 0x1F878218B800, "6": 0x06443D18B800, "7": 0x1F0888442000,
    "8": 0x0E8C5D18B800, "9": 0x0E8C5E113000, "a": 0x000382F8BC00, "b": 0x1087A318F800,
    "c": 0x0003A1083800, "d": 0x010BE318BC00, "e": 0x0003A3F83800, "f": 0x064238842000,
    "g": 0x0003E318BC2E, "h": 0x1087A318C400, "i": 0x040308423800, "j": 0x02018421084C,
    "k": 0x1084A98A4800, "l": 0x0C2108423800, "m": 0x0006AB5AD400, "n": 0x0007A318C400,
    "o": 0x0003A318B800, "p": 0x0007A318FA10, "q": 0x0003E318BC21, "r": 0x0005B1084000,
    "s": 0x0003E0E0F800, "t": 0x084710841800, "u": 0x00046318BC00, "v": 0x000463151000,
    "w": 0x00046B5AA800, "x": 0x000454454400, "y": 0x00046318BC2E, "z": 0x0007C4447C00,
    ".": 0x000000063000, ",": 0x000000063088, ":": 0x006300C60000, "-": 0x00001C000000,
    "+": 0x00213E420000, "/": 0x010888884000, "_": 0x000000007C00,
  ]
}
