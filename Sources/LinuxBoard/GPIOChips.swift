internal import CLinuxBoard

/// The GPIO chips of this system. Looking at them allocates, in libgpiod: for before the start.
public enum GPIOChips {
  /// Chips have numbers below this.
  public static var limit: Int32 { wheatstone_gpio_chip_limit() }

  /// The label of a chip; nil where there is none of this number, or none that may be looked at.
  public static func label(_ chip: Int32) -> KernelName? {
    var result: Int64 = 0
    let name = unsafe KernelName { result = unsafe wheatstone_gpio_label(chip, $0, $1) }
    return result < 0 ? nil : name
  }

  /// Who holds a line; an empty name where the kernel does not say who. Nil: it is free, or
  /// cannot be looked at.
  public static func owner(ofLine offset: UInt32, chip: Int32) -> KernelName? {
    var result: Int64 = 0
    let name = unsafe KernelName { result = unsafe wheatstone_gpio_owner(chip, offset, $0, $1) }
    return result == 1 ? name : nil
  }

  /// Puts "gpiochip0 'pinctrl-bcm2711', ..." and returns how many there are.
  @discardableResult
  public static func append<Sink: TextSink & ~Copyable>(to sink: inout Sink) -> Int {
    var count = 0
    for chip in 0..<limit {
      guard let label = label(chip) else { continue }
      if count > 0 { sink.append(", ") }
      sink.append("gpiochip")
      sink.append(UInt64(chip.magnitude))
      sink.append(" '")
      label.append(to: &sink)
      sink.append("'")
      count += 1
    }
    return count
  }
}
