import PlanImage
import Wiring

/// A wiring that serves the channels of ``sampleDraft()``, with every kind of device and a
/// correction for each source, clamp and node.
func sampleWiring() -> WiringDraft {
  var draft = WiringDraft()
  let labels = draft.add("pinctrl-rp1,pinctrl-bcm2711")
  draft.devices = [
    WiringDevice(.spi, mode: 1, bus: 0, select: 1, clockHertz: 1_000_000),
    WiringDevice(.i2c, bus: 3, clockHertz: 400_000), WiringDevice(.lines, name: labels),
    WiringDevice(.spi, bus: 0, select: 2, clockHertz: 2_000_000),
  ]
  draft.lines = [
    WiringLine(device: 2, flags: 0, name: draft.add("GPIO17")),
    WiringLine(device: 2, flags: 3, name: draft.add("GPIO27")),
  ]
  draft.chips = [
    WiringChip(part: .dac8568, device: 0, options: 1, name: draft.add("dac")),
    WiringChip(part: .ads1115, device: 1, address: 0x48, name: draft.add("adc")),
    WiringChip(part: .ad5206, device: 3, name: draft.add("pot")),
    WiringChip(part: .gpioSwitch, device: WiringHeader.none, firstLine: 0, name: draft.add("sw")),
  ]
  func channel(_ chip: UInt16, _ channel: UInt16, _ largest: UInt32) -> WiringChannel {
    WiringChannel(
      chip: chip, channel: channel, mantissa: 3 << 31, offset: 0, largestCode: largest)
  }
  draft.sources = [channel(0, 0, 65_535), channel(0, 1, 65_535)]
  draft.clamps = [channel(0, 2, 65_535), channel(0, 3, 65_535), channel(0, 4, 65_535)]
  draft.clamps[1].switchChip = 3
  draft.probes = (0..<4).map { channel(1, $0, 32_767) }
  draft.elements = (0..<3).map { channel(2, 2 * $0, 255) }
  draft.elements[2].safeCode = 8
  draft.corrections = (0..<9).map {
    WiringCorrection(gain: (1 << 40) + Int64($0) << 30, offset: Int64($0) << 50)
  }
  draft.header.heartbeatLine = 1
  draft.header.verifyEvery = 100
  draft.header.watchTolerance = 1 << 14
  return draft
}
