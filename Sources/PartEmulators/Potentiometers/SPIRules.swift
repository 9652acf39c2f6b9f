/// What an emulated part allows on its SPI pins.
struct SPIRules {
  var modes: Set<UInt8>
  var fastestHertz: UInt32
  /// Where the datasheet says so.
  var source: String

  /// What is wrong with a transfer in this mode and at this clock.
  func faults(mode: UInt8, clockHertz: UInt32) -> [String] {
    var faults: [String] = []
    if !modes.contains(mode) {
      faults.append("SPI mode \(mode), needs \(modes.sorted()) (\(source))")
    }
    if clockHertz > fastestHertz {
      faults.append("clock \(clockHertz) Hz, at most \(fastestHertz) (\(source))")
    }
    return faults
  }
}

/// One select of an emulated part.
struct SPIFrame {
  private(set) var isSelected = false
  /// In the wrong mode the bits are sampled while they change: the part gets nothing sensible.
  private(set) var isGarbled = false
  private(set) var clockHertz: UInt32 = 0
  var bytes: [UInt8] = []

  mutating func begin(_ rules: SPIRules, mode: UInt8, clockHertz: UInt32) {
    isSelected = true
    isGarbled = !rules.modes.contains(mode)
    self.clockHertz = clockHertz
    bytes.removeAll(keepingCapacity: true)
  }

  /// False: there was no select to end.
  mutating func end() -> Bool {
    defer { isSelected = false }
    return isSelected
  }

  /// The last 16 bits.
  var word: UInt16 {
    bytes.suffix(2).reduce(0) { $0 << 8 | UInt16($1) }
  }
}
