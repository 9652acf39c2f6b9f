public import BusInterface
public import Wiring

/// A bus in memory with the chips of a wiring on it: depth 2 of simulation.
public final class EmulatedBusState {
  public let wires: EmulatedWires
  public let bench: EmulatedBench
  let wiring: Wiring
  /// Calls that would be one request to the operating system each.
  public private(set) var requestCount = 0
  /// Kind, device and bytes of every request, if it is kept.
  public private(set) var requests: [Request] = []
  public var keepsRequests = false
  public var fault: BusFaultPlan?
  /// Requests that a fault struck.
  public private(set) var struck = 0
  public private(set) var pausedMicroseconds: UInt64 = 0
  private var lastAnswers: [UInt16: [[UInt8]]] = [:]

  public struct Request: Equatable, Sendable {
    public var kind: BusStep.Kind
    public var device: UInt16
    public var byteCount: Int
  }

  public init(wires: EmulatedWires, bench: EmulatedBench, wiring: Wiring) {
    self.wires = wires
    self.bench = bench
    self.wiring = wiring
  }

  /// What happens to this request.
  fileprivate func note(
    _ kind: BusStep.Kind, _ device: UInt16, _ byteCount: Int
  ) -> BusFaultPlan? {
    defer { requestCount += 1 }
    if keepsRequests {
      requests.append(Request(kind: kind, device: device, byteCount: byteCount))
    }
    guard let fault, fault.strikes(requestCount) else { return nil }
    struck += 1
    return fault
  }

  fileprivate func pause(_ microseconds: UInt32) {
    pausedMicroseconds += UInt64(microseconds)
    wires.pause(microseconds: Double(microseconds))
    bench.pause(microseconds: microseconds)
  }

  /// What a fault makes of the answers of a request that happened.
  fileprivate func spoil(
    _ answers: [[UInt8]], _ device: UInt16, _ fault: BusFaultPlan?
  ) -> [[UInt8]] {
    defer { lastAnswers[device] = answers }
    return fault?.spoilt(answers, before: lastAnswers[device]) ?? answers
  }
}

/// ``EmulatedBusState`` as drivers see it.
public struct EmulatedBus: Bus, ~Copyable {
  public let state: EmulatedBusState

  public init(_ state: EmulatedBusState) { self.state = state }

  public mutating func exchange(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    let number = steps[0].device
    let device = state.wiring.device(Int(number))
    var transfers: [EmulatedWires.SPITransfer] = []
    var total = 0
    for index in steps.indices {
      let step = steps[index]
      var sent: [UInt8] = []
      for offset in 0..<Int(step.count) { sent.append(bytes[Int(step.outgoing) + offset]) }
      total += sent.count
      transfers.append(
        EmulatedWires.SPITransfer(
          bytes: sent, releasesSelect: !step.holdsSelect,
          waitMicroseconds: Double(step.waitMicroseconds)))
    }
    let fault = state.note(.spi, number, total)
    try Self.refuse(fault, number)
    if fault?.kind == .shortTransfer { transfers.removeLast(transfers.count - transfers.count / 2) }
    let select = EmulatedWires.Select(bus: Int(device.bus), select: Int(device.select))
    let answers =
      fault?.kind == .silentNoOp
      ? transfers.map { $0.bytes.map { _ in 0 } }
      : state.wires.exchange(
        select, mode: device.mode, clockHertz: device.clockHertz, transfers)
    if fault?.kind == .shortTransfer { throw BusFault(.cutShort, device: number) }
    let spoilt = state.spoil(answers, number, fault)
    for (index, answer) in spoilt.enumerated() {
      for (offset, byte) in answer.enumerated() {
        bytes[Int(steps[index].incoming) + offset] = byte
      }
    }
  }

  public mutating func transact(
    _ steps: Span<BusStep>, bytes: inout MutableSpan<UInt8>
  ) throws(BusFault) {
    let number = steps[0].device
    let device = state.wiring.device(Int(number))
    var messages: [EmulatedWires.I2CMessage] = []
    var total = 0
    for index in steps.indices {
      let step = steps[index]
      total += Int(step.count)
      if step.kind == .i2cRead {
        messages.append(
          EmulatedWires.I2CMessage(address: step.address, reading: Int(step.count)))
      } else {
        var sent: [UInt8] = []
        for offset in 0..<Int(step.count) { sent.append(bytes[Int(step.outgoing) + offset]) }
        messages.append(EmulatedWires.I2CMessage(address: step.address, writing: sent))
      }
    }
    let fault = state.note(steps[0].kind, number, total)
    try Self.refuse(fault, number)
    if fault?.kind == .shortTransfer { messages.removeLast(messages.count - messages.count / 2) }
    var answers = messages.map { Array(repeating: UInt8(0), count: $0.readCount) }
    if fault?.kind != .silentNoOp {
      guard
        let given = state.wires.transact(
          bus: Int(device.bus), clockHertz: device.clockHertz, messages)
      else { throw BusFault(.notAcknowledged, device: number, errorNumber: 121) }
      answers = given
    }
    if fault?.kind == .shortTransfer { throw BusFault(.cutShort, device: number) }
    let spoilt = state.spoil(answers, number, fault)
    for (index, answer) in spoilt.enumerated() {
      for (offset, byte) in answer.enumerated() {
        bytes[Int(steps[index].incoming) + offset] = byte
      }
    }
  }

  public mutating func setLines(mask: UInt64, values: UInt64) throws(BusFault) {
    let fault = state.note(.lines, UInt16(clamping: mask.trailingZeroBitCount), 0)
    try Self.refuse(fault, UInt16(clamping: mask.trailingZeroBitCount))
    if fault?.kind == .silentNoOp { return }
    if fault?.kind == .shortTransfer { throw BusFault(.cutShort, device: 0) }
    state.wires.beginLines()
    for line in 0..<state.wiring.lineCount where mask & 1 << UInt64(line) != 0 {
      let isActive = values & 1 << UInt64(line) != 0
      state.wires.setLine(
        line, isHigh: isActive != state.wiring.line(line).isActiveLow)
    }
  }

  public mutating func pause(microseconds: UInt32) { state.pause(microseconds) }

  public mutating func nowMicroseconds() -> UInt64 { UInt64(state.wires.nowMicroseconds) }

  private static func refuse(_ fault: BusFaultPlan?, _ device: UInt16) throws(BusFault) {
    switch fault?.kind {
    case .errorReturn:
      throw BusFault(.failed, device: device, errorNumber: fault?.errorNumber ?? 5)
    case .timeout: throw BusFault(.timedOut, device: device, errorNumber: 110)
    default: return
    }
  }
}
