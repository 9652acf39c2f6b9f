extension OpenError {
  /// Where, why, who and what to do, as one line without an end.
  ///
  /// `asked`: the labels or the line's name that the wiring asked for; unused with SPI and I2C.
  public func describe<Sink: TextSink & ~Copyable>(
    asked: UnsafeRawBufferPointer, into sink: inout Sink
  ) {
    unsafe place(asked, &sink)
    sink.append(": ")
    sink.append(cure)
    who(&sink)
    // The number of the former is no errno.
    sink.append(what == .spiByteLimit ? " (bufsiz " : " (errno ")
    sink.append(UInt64(errorNumber.magnitude))
    sink.append(")")
  }

  private func place<Sink: TextSink & ~Copyable>(
    _ asked: UnsafeRawBufferPointer, _ sink: inout Sink
  ) {
    switch what {
    case .spi, .spiByteLimit:
      sink.append("/dev/spidev")
      sink.append(UInt64(bus))
      sink.append(".")
      sink.append(UInt64(select))
    case .i2c:
      sink.append("/dev/i2c-")
      sink.append(UInt64(bus))
    case .gpioChip:
      sink.append("GPIO chip '")
      unsafe sink.append(asked)
      sink.append("'")
    case .line:
      sink.append("GPIO line '")
      unsafe sink.append(asked)
      sink.append("'")
      guard chip >= 0 else { return }
      sink.append(" of ")
      Self.append(chip: chip, to: &sink)
    }
  }

  private func who<Sink: TextSink & ~Copyable>(_ sink: inout Sink) {
    switch (what, errorNumber) {
    case (.gpioChip, Number.noDevice):
      sink.append("; there are: ")
      if GPIOChips.append(to: &sink) == 0 { sink.append("none") }
    case (.gpioChip, Number.notUnique):
      sink.append("; ")
      Self.append(chip: chip, to: &sink)
      sink.append(" and ")
      Self.append(chip: otherChip, to: &sink)
      sink.append(" do")
    case (.line, Number.busy):
      sink.append("; it is held by ")
      append(name, else: "the kernel", &sink)
    case (_, Number.noAccess) where finding == .notInGroup:
      sink.append("; the group is ")
      append(name, else: "unknown", &sink)
    default: break
    }
  }

  private func append<Sink: TextSink & ~Copyable>(
    _ name: KernelName, else otherwise: StaticString, _ sink: inout Sink
  ) {
    if name.isEmpty { return sink.append(otherwise) }
    sink.append("'")
    name.append(to: &sink)
    sink.append("'")
  }

  private static func append<Sink: TextSink & ~Copyable>(chip: Int32, to sink: inout Sink) {
    sink.append("gpiochip")
    sink.append(UInt64(chip.magnitude))
  }
}
