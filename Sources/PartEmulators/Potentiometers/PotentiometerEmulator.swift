/// Wipers: where they stand, and whether they are connected.
public class PotentiometerEmulator: ChipEmulator {
  /// Where each wiper stands, by its register or counter.
  public internal(set) var codes: [UInt16]
  /// A fault: these wipers and their registers stay where they are. ``powerOn(atMicroseconds:)``
  /// moves them all the same.
  public var stuckWipers: Set<Int> = []

  private let powerUpCode: UInt16
  private let largestPosition: UInt16
  private var isOpen: [Bool]

  init(
    name: String, part: Int, analog: any AnalogSide, wiperCount: Int, powerUpCode: UInt16,
    largestPosition: UInt16
  ) {
    codes = Array(repeating: powerUpCode, count: wiperCount)
    isOpen = Array(repeating: false, count: wiperCount)
    self.powerUpCode = powerUpCode
    self.largestPosition = largestPosition
    super.init(name: name, part: part, analog: analog)
  }

  public override func powerOn(atMicroseconds: Double) {
    for wiper in codes.indices {
      codes[wiper] = powerUpCode
      isOpen[wiper] = false
      tell(wiper)
    }
  }

  func move(_ wiper: Int, to code: UInt16) {
    guard codes.indices.contains(wiper), !stuckWipers.contains(wiper), codes[wiper] != code
    else { return }
    codes[wiper] = code
    tell(wiper)
  }

  func open(_ wiper: Int, _ isOpen: Bool) {
    guard self.isOpen[wiper] != isOpen else { return }
    self.isOpen[wiper] = isOpen
    tell(wiper)
  }

  func tell(_ wiper: Int) {
    analog?.wiper(
      part: part, channel: wiper, code: isOpen[wiper] ? nil : min(codes[wiper], largestPosition))
  }
}
