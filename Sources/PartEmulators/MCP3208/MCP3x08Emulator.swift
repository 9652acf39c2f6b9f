/// MCP3008 and MCP3208, bit by bit (DS21295D, DS21298E: figures 5-1 and 5-2).
public class MCP3x08Emulator: SPIConverterEmulator {
  private enum Stage {
    case waiting
    /// Single-ended, D2, D1, D0: how many are in.
    case configuring(Int)
    case sampling
    case null
    /// The index of the bit that goes out next, from the highest down, then from 1 up.
    case falling(Int)
    case rising(Int)
    case done
  }

  let bits: Int
  private var stage = Stage.waiting
  private var configuration = 0
  private var held: Int32 = 0
  private var sampledAt = 0.0
  private var isFlagged = false

  init(bits: Int, name: String, part: Int, analog: any AnalogSide, supplyVolts: Double) {
    self.bits = bits
    super.init(name: name, part: part, analog: analog, supplyVolts: supplyVolts)
  }

  override func begin(_ at: Double) {
    stage = .waiting
    configuration = 0
    isFlagged = false
  }

  override func shift(_ byte: UInt8, _ at: Double) -> UInt8 {
    var answer: UInt8 = 0
    for index in 0..<8 {
      let isHigh = byte >> UInt8(7 - index) & 1 != 0
      let bit = clock(isHigh, at + Double(index) * microsecondsPerBit)
      answer = answer << 1 | (bit ? 1 : 0)
    }
    return answer
  }

  override func end(_ at: Double) {
    switch stage {
    case .waiting, .rising, .done: break
    default: report("select rose in the middle of a conversion (section 5)", at)
    }
  }

  /// One clock; true: the output is high, or open.
  private func clock(_ isHigh: Bool, _ at: Double) -> Bool {
    switch stage {
    case .waiting:
      if isHigh { stage = .configuring(0) }
      return true
    case .configuring(let count):
      configuration = configuration << 1 | (isHigh ? 1 : 0)
      stage = count == 3 ? .sampling : .configuring(count + 1)
      return true
    case .sampling:
      held = sample()
      sampledAt = at + microsecondsPerBit / 2
      stage = .null
      return true
    case .null:
      stage = .falling(bits - 1)
      return false
    case .falling(let index):
      stage = index == 0 ? .rising(1) : .falling(index - 1)
      if index == 0 { checkDroop(at) }
      return held >> Int32(index) & 1 != 0
    case .rising(let index):
      checkHeld(isHigh, at)
      stage = index == bits - 1 ? .done : .rising(index + 1)
      return held >> Int32(index) & 1 != 0
    case .done:
      checkHeld(isHigh, at)
      return false
    }
  }

  private func sample() -> Int32 {
    let range = 0...(Int32(1) << Int32(bits) - 1)
    let channel = configuration & 7
    let isSingleEnded = configuration & 8 != 0
    if isSingleEnded { return input(channel, range) }
    // Table 5-2: the pairs' order is the channel's lowest bit; negative differences read 0.
    return max(input(channel, range) - input(channel ^ 1, range), 0)
  }

  /// The last bit must be out 1.2 ms after the sample period (section 6.2).
  private func checkDroop(_ at: Double) {
    let took = at - sampledAt - microsecondsPerBit
    if took > 1_200 {
      report("\(took) us between sample and last bit, at most 1,200 (section 6.2)", at)
    }
  }

  /// A start bit while the select is still low starts nothing.
  private func checkHeld(_ isHigh: Bool, _ at: Double) {
    guard isHigh, !isFlagged else { return }
    isFlagged = true
    report("select held over more than one conversion (section 5)", at)
  }
}
