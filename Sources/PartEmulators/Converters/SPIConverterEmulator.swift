/// A converter on SPI: checks mode and clock when it is selected.
public class SPIConverterEmulator: ConverterEmulator, SPIPartEmulator {
  /// What the part allows.
  struct Limits {
    var modes: Set<UInt8>
    var slowestHertz: UInt32 = 0
    var fastestHertz: UInt32
    /// Where the datasheet says so.
    var source: String
  }

  /// At this supply.
  var limits: Limits { Limits(modes: [0], fastestHertz: 0, source: "") }
  private(set) var isSelected = false
  private(set) var clockHertz: UInt32 = 1

  public final func select(mode: UInt8, clockHertz: UInt32, atMicroseconds: Double) {
    let limits = limits
    if isSelected { report("selected although it is", atMicroseconds) }
    if !limits.modes.contains(mode) {
      report(
        "SPI mode \(mode), needs \(limits.modes.sorted()) (\(limits.source))", atMicroseconds)
    }
    if clockHertz > limits.fastestHertz {
      report(
        "clock \(clockHertz) Hz, at most \(limits.fastestHertz) at \(supplyVolts) V"
          + " (\(limits.source))", atMicroseconds)
    }
    if clockHertz < limits.slowestHertz {
      report(
        "clock \(clockHertz) Hz, at least \(limits.slowestHertz): the sample droops"
          + " (\(limits.source))", atMicroseconds)
    }
    isSelected = true
    self.clockHertz = max(clockHertz, 1)
    begin(atMicroseconds)
  }

  public final func exchange(_ byte: UInt8, atMicroseconds: Double) -> UInt8 {
    // Not selected, the output is open: the line floats up.
    isSelected ? shift(byte, atMicroseconds) : 0xFF
  }

  public final func deselect(atMicroseconds: Double) {
    guard isSelected else { return }
    isSelected = false
    end(atMicroseconds)
  }

  /// The select fell.
  func begin(_ at: Double) {}
  /// Eight clocks, the first at `at`.
  func shift(_ byte: UInt8, _ at: Double) -> UInt8 { 0xFF }
  /// The select rose.
  func end(_ at: Double) {}

  var microsecondsPerBit: Double { 1_000_000 / Double(clockHertz) }
}
