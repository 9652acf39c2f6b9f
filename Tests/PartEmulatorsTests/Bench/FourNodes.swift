import BusInterface
import PartEmulators
import SimulatedBoard
import Wiring

/// Four nodes in a ring of four potentiometers, on every kind of bus, asked in raw bytes.
///
/// Nodes a and c are driven and d is clamped by an MCP4728 through a switch on an active-low line;
/// an MCP3208 measures; two MCP4251 are the elements. Everything at 3.3 V, which is full scale.
final class FourNodes {
  static let volts = 3.3
  /// Devices of the wiring.
  static let adc: UInt16 = 0
  static let pots: [UInt16] = [1, 2]
  static let i2c: UInt16 = 3
  /// The lines: the clamp's switch, and one that is active high and serves nothing.
  static let switchLine = 0
  static let spareLine = 1

  let model: BoardModel
  let system: EmulatedSystem
  private let wiring: BenchWiring
  private var bus: EmulatedBus

  init(
    settling: Double = 0, noise: Double = 0, elementOhms: Double = 100_000,
    faults: [FaultInjection] = []
  ) throws {
    let converter = ConverterModel(
      bits: 12, lowVolts: 0, highVolts: Self.volts, noiseVolts: noise)
    let ends = [(0, 1), (1, 2), (2, 3), (3, 0)]
    model = BoardModel(
      name: "four", seed: 3, fullScaleVolts: Self.volts, nodes: ["a", "b", "c", "d"],
      sources: [
        SourceModel(name: "sa", node: 0, seriesOhms: 100, converter: converter),
        SourceModel(name: "sc", node: 2, seriesOhms: 200, converter: converter),
      ],
      clamps: [ClampModel(name: "cd", node: 3, seriesOhms: 150, converter: converter)],
      probes: ProbeModel(converter: converter),
      elements: ends.enumerated().map { number, end in
        ElementModel(
          name: "e\(number)", nodeA: end.0, nodeB: end.1,
          law: .linear(endToEndOhms: elementOhms, wiperOhms: 75), taps: 257, minimumTap: 0,
          maximumTap: 256, startTap: 128, tolerance: 0.2)
      }, settling: SettlingModel(timeConstantMicroseconds: settling))
    wiring = try BenchWiring(Self.tables())
    system = try EmulatedSystem(model, wiring: wiring.wiring, faults: faults)
    bus = EmulatedBus(system.bus)
  }

  private static func tables() -> BenchWiring.Tables {
    var tables = BenchWiring.Tables()
    tables.devices = [
      WiringDevice(.spi, mode: 0, bus: 0, select: 0, clockHertz: 1_000_000),
      WiringDevice(.spi, mode: 0, bus: 0, select: 1, clockHertz: 2_000_000),
      WiringDevice(.spi, mode: 0, bus: 1, select: 1, clockHertz: 2_000_000),
      WiringDevice(.i2c, bus: 1, clockHertz: 400_000),
      WiringDevice(.lines, name: tables.add("pinctrl-bcm2711")),
    ]
    tables.lines = [
      WiringLine(device: 4, flags: 1, name: tables.add("GPIO17")),
      WiringLine(device: 4, flags: 0, name: tables.add("GPIO27")),
    ]
    tables.chips = [
      WiringChip(part: .mcp3208, device: 0, name: tables.add("adc")),
      WiringChip(part: .mcp4251, device: 1, name: tables.add("pot0")),
      WiringChip(part: .mcp4251, device: 2, name: tables.add("pot1")),
      WiringChip(part: .mcp4728, device: 3, address: 0x60, name: tables.add("dac")),
      WiringChip(part: .gpioSwitch, device: WiringHeader.none, name: tables.add("switch")),
    ]
    func output(_ channel: Int) -> WiringChannel {
      outputChannel(3, channel, bits: 12, reference: volts, fullScale: volts)
    }
    tables.sources = [output(2), output(0)]
    var clamp = output(1)
    clamp.switchChip = 4
    tables.clamps = [clamp]
    tables.probes = [7, 1, 4, 2].map {
      inputChannel(0, $0, bits: 12, reference: volts, fullScale: volts)
    }
    tables.elements = [(1, 1), (1, 0), (2, 0), (2, 1)].map {
      WiringChannel(
        chip: UInt16($0.0), channel: UInt16($0.1), mantissa: 1 << 32, offset: 0, largestCode: 256)
    }
    return tables
  }

  /// The ADC's inputs of the nodes a to d.
  static let inputs: [UInt8] = [7, 1, 4, 2]

  func exchange(
    _ device: UInt16, _ transfers: [[UInt8]], holdsSelect: Bool = false,
    waitMicroseconds: UInt32 = 0
  ) throws(BusFault) -> [[UInt8]] {
    var bytes = transfers.flatMap { $0 }
    let total = bytes.count
    bytes += Array(repeating: 0xEE, count: total)
    var steps: [BusStep] = []
    var offset = 0
    for transfer in transfers {
      steps.append(
        BusStep(
          .spi, holdsSelect: holdsSelect, device: device, outgoing: UInt32(offset),
          incoming: UInt32(total + offset), count: UInt16(transfer.count),
          waitMicroseconds: waitMicroseconds))
      offset += transfer.count
    }
    var span = bytes.mutableSpan
    try bus.exchange(steps.span, bytes: &span)
    return steps.map { Array(bytes[Int($0.incoming)..<Int($0.incoming) + Int($0.count)]) }
  }

  func write(_ address: UInt16, _ bytes: [UInt8]) throws(BusFault) {
    let step = BusStep(.i2cWrite, device: Self.i2c, address: address, count: UInt16(bytes.count))
    var bytes = bytes
    var span = bytes.mutableSpan
    try bus.transact([step].span, bytes: &span)
  }

  func read(_ address: UInt16, _ count: Int) throws(BusFault) -> [UInt8] {
    let step = BusStep(.i2cRead, device: Self.i2c, address: address, count: UInt16(count))
    var bytes = Array(repeating: UInt8(0xEE), count: count)
    var span = bytes.mutableSpan
    try bus.transact([step].span, bytes: &span)
    return bytes
  }

  func setLines(mask: UInt64, values: UInt64) throws(BusFault) {
    try bus.setLines(mask: mask, values: values)
  }

  func pause(_ microseconds: UInt32) { bus.pause(microseconds: microseconds) }

  var nowMicroseconds: UInt64 { bus.nowMicroseconds() }

  // What the four nodes are asked, in their chips' bytes.

  /// The DAC's outputs A to D, and what drives: fast write, then all update (DS22187E, 5.6.1 and the
  /// general call 0x08, 5.4.3, without which the LDAC pin, high here, would hold them).
  func drive(a: Int, c: Int, clamp: Int) throws(BusFault) {
    for (channel, code) in [(2, a), (0, c), (1, clamp)] {
      // Multi-write with UDAC 0: supply as reference, gain 1 (figure 5-8).
      try write(
        0x60, [0x40 | UInt8(channel << 1), UInt8(code >> 8), UInt8(code & 0xFF)])
    }
  }

  /// All four wipers (DS22060B, figure 7-2), elements 0 to 3.
  func turn(_ taps: [Int]) throws(BusFault) {
    for (element, wiper) in [(0, 1), (1, 0), (2, 0), (3, 1)] {
      _ = try exchange(Self.pots[element / 2], [Self.wiperWrite(wiper, taps[element])])
    }
  }

  static func wiperWrite(_ wiper: Int, _ code: Int) -> [UInt8] {
    [UInt8(wiper << 4 | code >> 8), UInt8(code & 0xFF)]
  }

  /// The frame of one conversion (DS21298E, figure 6-1).
  static func conversion(_ channel: UInt8) -> [UInt8] {
    [0x06 | channel >> 2, (channel & 3) << 6, 0]
  }

  func codes() throws(BusFault) -> [Int] {
    try exchange(Self.adc, Self.inputs.map(Self.conversion)).map {
      Int($0[1] & 15) << 8 | Int($0[2])
    }
  }

  /// Active: the clamp holds.
  func clamp(_ holds: Bool) throws(BusFault) {
    try setLines(mask: 1 << UInt64(Self.switchLine), values: holds ? 1 : 0)
  }
}
