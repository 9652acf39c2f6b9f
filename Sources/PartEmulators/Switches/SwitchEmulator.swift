/// Switches: which are closed.
public class SwitchEmulator: ChipEmulator {
  /// Bit n: switch n.
  public private(set) var closed: UInt32 = 0
  /// A fault: these switches stay as they are.
  public var stuckSwitches: UInt32 = 0
  public let switchCount: Int

  init(name: String, part: Int, analog: any AnalogSide, switchCount: Int) {
    self.switchCount = switchCount
    super.init(name: name, part: part, analog: analog)
  }

  /// All open.
  public override func powerOn(atMicroseconds: Double) {
    closed = 0
    tell(.max)
  }

  func close(_ wanted: UInt32) {
    let changed = (wanted ^ closed) & ~stuckSwitches
    closed ^= changed
    tell(changed)
  }

  private func tell(_ mask: UInt32) {
    for index in 0..<switchCount where mask & 1 << UInt32(index) != 0 {
      analog?.toggle(part: part, channel: index, isClosed: closed & 1 << UInt32(index) != 0)
    }
  }
}
