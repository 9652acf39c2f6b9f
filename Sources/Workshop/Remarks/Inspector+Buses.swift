internal import BoardFile
internal import Wiring

extension Inspector {
  mutating func inspectBus(_ chip: ChipDescription) {
    guard case .spi(let bus, _, let clock, let mode) = chip.connection else {
      if case .i2c(let bus, _) = chip.connection, RaspberryHeader.i2c(bus) == nil {
        remark(
          .bus, .warning, chip.name, "I2C bus \(bus) is not on the header",
          "use bus 1, or say where its lines come out")
      }
      return
    }
    if RaspberryHeader.spi(bus) == nil {
      remark(
        .bus, .warning, chip.name, "SPI bus \(bus) is not on the header", "use bus 0 or 1")
    }
    if let most = PartLimits.clockHertz(
      chip.part, supplyVolts: chip.supplyVolts, reads: chip.reads), clock > most
    {
      remark(
        .clock, .warning, chip.name,
        "\(clock) Hz is more than the \(most) Hz that \(chip.marking) stands at"
          + " \(plain(chip.supplyVolts)) V", "write clockHertz: \(most) or less")
    }
    let modes = PartLimits.spiModes(chip.part)
    if !modes.contains(mode) {
      remark(
        .mode, .warning, chip.name, "\(chip.marking) does not understand SPI mode \(mode)",
        "write mode: \(modes[0])")
    }
  }

  mutating func inspectMessage(_ index: Int, _ chip: ChipDescription) {
    let inputs = hardware.probes.count { $0.chip == index }
    let bytes = PartLimits.scanBytes(chip.part, inputs: inputs)
    if bytes > bufsizBytes {
      remark(
        .messageLength, .warning, chip.name,
        "measuring its \(inputs) inputs is one message of \(bytes) bytes, and spidev takes"
          + " \(bufsizBytes)", "put spidev.bufsiz=65536 on the kernel's command line")
    }
  }

  mutating func inspectClockOfI2C() {
    guard hardware.i2cClockHertz > 400_000 else { return }
    for chip in hardware.chips {
      guard case .i2c = chip.connection else { continue }
      remark(
        .clock, .warning, chip.name,
        "\(hardware.i2cClockHertz) Hz is more than the 400000 Hz that \(chip.marking) stands without"
          + " high-speed mode", "write i2cClockHertz: 400k")
    }
  }
}
