import PlanImage
import Testing
import Wiring

@Suite struct WiringTests {
  /// Two chips on two buses: an ADC's input, a DAC's output, a wiper.
  static func draft() -> WiringDraft {
    var draft = WiringDraft()
    let labels = draft.add("pinctrl-rp1,pinctrl-bcm2711")
    draft.devices = [
      WiringDevice(.spi, mode: 0, bus: 0, select: 1, clockHertz: 1_000_000),
      WiringDevice(.i2c, bus: 1, clockHertz: 400_000), WiringDevice(.lines, name: labels),
      WiringDevice(.spi, mode: 0, bus: 0, select: 2, clockHertz: 1_000_000),
    ]
    draft.lines = [
      WiringLine(device: 2, flags: 0, name: draft.add("GPIO17")),
      WiringLine(device: 2, flags: 3, name: draft.add("GPIO27")),
    ]
    draft.chips = [
      WiringChip(part: .mcp3208, device: 0, name: draft.add("adc")),
      WiringChip(part: .mcp4728, device: 1, address: 0x60, name: draft.add("dac")),
      WiringChip(part: .mcp4251, device: 3, name: draft.add("pot")),
      WiringChip(part: .gpioSwitch, device: WiringHeader.none, firstLine: 0, name: draft.add("sw")),
    ]
    func channel(_ chip: UInt16, _ channel: UInt16, _ largest: UInt32) -> WiringChannel {
      WiringChannel(
        chip: chip, channel: channel, mantissa: 1 << 32, offset: 0, largestCode: largest)
    }
    draft.sources = [channel(1, 0, 4_095)]
    var clamp = channel(1, 1, 4_095)
    clamp.switchChip = 3
    draft.clamps = [clamp]
    draft.probes = [channel(0, 0, 4_095), channel(0, 1, 4_095)]
    draft.elements = [channel(2, 1, 256)]
    draft.header.armLine = 1
    return draft
  }

  static func check(_ words: [UInt64]) throws {
    try unsafe words.withUnsafeBytes { _ = unsafe try Wiring(checking: $0) }
  }

  @Test func sizesAreThoseOfThePage() {
    #expect(WiringHeader.byteCount == 64)
    #expect(MemoryLayout<WiringDevice>.stride == 32)
    #expect(MemoryLayout<WiringLine>.stride == 16)
    #expect(MemoryLayout<WiringChip>.stride == 32)
    #expect(MemoryLayout<WiringChannel>.stride == 32)
    #expect(MemoryLayout<WiringCorrection>.stride == 16)
  }

  @Test func aDraftComesBackAsItWas() throws {
    let draft = Self.draft()
    let words = draft.words()
    try unsafe words.withUnsafeBytes { bytes in
      let wiring = unsafe try Wiring(checking: bytes)
      #expect(wiring.deviceCount == 4 && wiring.lineCount == 2 && wiring.chipCount == 4)
      #expect((0..<4).map { wiring.device($0) } == draft.devices)
      #expect((0..<4).map { wiring.chip($0) } == draft.chips)
      #expect(wiring.source(0) == draft.sources[0])
      #expect(wiring.clamp(0) == draft.clamps[0])
      #expect((0..<2).map { wiring.probe($0) } == draft.probes)
      #expect(wiring.element(0) == draft.elements[0])
      #expect(wiring.line(1).isActiveLow && wiring.line(1).startsActive)
      #expect(
        unsafe String(decoding: wiring.text(wiring.line(0).name), as: UTF8.self) == "GPIO17")
    }
  }

  @Test func correctionsAloneAreAWiring() throws {
    var draft = WiringDraft()
    draft.header.sourceCount = 1
    draft.header.clampCount = 0
    draft.header.nodeCount = 2
    draft.corrections = [
      WiringCorrection(), WiringCorrection(offset: 5), WiringCorrection(gain: 1 << 39),
    ]
    let words = draft.words()
    try unsafe words.withUnsafeBytes { bytes in
      let wiring = unsafe try Wiring(checking: bytes)
      #expect(!wiring.isWired && wiring.isCorrected)
      #expect(wiring.probeCorrection(1) == draft.corrections[2])
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: WiringError.Reason
    let change: @Sendable (inout WiringDraft) -> Void
  }

  static let refusals: [Refusal] = [
    Refusal(testDescription: "no such arm line", reason: .badHeader) { $0.header.armLine = 2 },
    Refusal(testDescription: "SPI mode 4", reason: .badDevice) { $0.devices[0].mode = 4 },
    Refusal(testDescription: "no clock", reason: .badDevice) { $0.devices[0].clockHertz = 0 },
    Refusal(testDescription: "unknown bus", reason: .badDevice) { $0.devices[1].kind = 9 },
    Refusal(testDescription: "text behind the end", reason: .badDevice) {
      $0.devices[2].name.length = 10_000
    },
    Refusal(testDescription: "a line on I2C", reason: .badLine) { $0.lines[0].device = 1 },
    Refusal(testDescription: "a line without a name", reason: .badLine) {
      $0.lines[0].name.length = 0
    },
    Refusal(testDescription: "unknown part", reason: .badChip) { $0.chips[0].part = 999 },
    Refusal(testDescription: "an SPI part on I2C", reason: .badChip) { $0.chips[0].device = 1 },
    Refusal(testDescription: "lines that are not there", reason: .badChip) {
      $0.chips[3].firstLine = 2
    },
    Refusal(testDescription: "no such input", reason: .badChannel) { $0.probes[0].channel = 8 },
    Refusal(testDescription: "a node on a DAC", reason: .badChannel) { $0.probes[0].chip = 1 },
    Refusal(testDescription: "more codes than the part", reason: .badChannel) {
      $0.elements[0].largestCode = 257
    },
    Refusal(testDescription: "a clamp that cannot let go", reason: .badChannel) {
      $0.clamps[0].switchChip = WiringHeader.none
    },
    Refusal(testDescription: "a scale that overflows", reason: .badChannel) {
      $0.probes[0].mantissa = 1 << 60
    },
    Refusal(testDescription: "a gain of 4", reason: .badCorrection) {
      $0.corrections = Array(repeating: WiringCorrection(gain: 1 << 42), count: 4)
    },
  ]

  @Test(arguments: refusals) func aBadWiringIsRefused(_ refusal: Refusal) {
    var draft = Self.draft()
    refusal.change(&draft)
    let error = #expect(throws: WiringError.self) { try Self.check(draft.words()) }
    #expect(error?.reason == refusal.reason)
  }

  @Test func everyCutAndEveryFlipIsRefusedOrHarmless() throws {
    let words = Self.draft().words()
    for count in 0..<words.count {
      #expect(throws: WiringError.self) { try Self.check(Array(words[..<count])) }
    }
    // No flip may make it read outside of itself; most are refused.
    var refused = 0
    for word in words.indices {
      for bit in 0..<64 {
        var changed = words
        changed[word] ^= 1 << UInt64(bit)
        do { try Self.check(changed) } catch { refused += 1 }
      }
    }
    #expect(refused > words.count * 64 / 4)
  }
}
