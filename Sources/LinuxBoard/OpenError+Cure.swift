extension OpenError {
  /// What is wrong, and what to do about it, in one sentence.
  public var cure: StaticString {
    switch what {
    case .spiByteLimit:
      """
      spidev takes too small messages: remove spidev.bufsiz from the kernel's command line, or set \
      it to 4096 or more
      """
    case .spi, .i2c: accessCure ?? (what == .spi ? spiCure : i2cCure)
    case .gpioChip: accessCure ?? chipCure
    case .line: accessCure ?? lineCure
    }
  }

  private var accessCure: StaticString? {
    guard errorNumber == Number.noAccess || errorNumber == Number.notPermitted else { return nil }
    if errorNumber == Number.notPermitted {
      return "not permitted: in a service, allow the device with DeviceAllow= in its unit"
    }
    if finding == .notInGroup {
      return "no permission: add the user to that group (usermod -aG GROUP USER) and log in again"
    }
    return switch what {
    case .spi, .spiByteLimit:
      """
      no permission, only root may: install the udev rule SUBSYSTEM=="spidev", GROUP="spi", \
      MODE="0660"
      """
    case .i2c:
      """
      no permission, only root may: install the udev rule SUBSYSTEM=="i2c-dev", GROUP="i2c", \
      MODE="0660"
      """
    case .gpioChip, .line:
      """
      no permission, only root may: install the udev rule SUBSYSTEM=="gpio", \
      KERNEL=="gpiochip*", GROUP="gpio", MODE="0660"
      """
    }
  }

  private var spiCure: StaticString {
    switch (errorNumber, finding) {
    case (Number.noEntry, .noController):
      """
      there is no such SPI bus: enable it with dtparam=spi=on in /boot/firmware/config.txt (or \
      raspi-config) and restart
      """
    case (Number.noEntry, _), (Number.noDevice, _), (Number.noDeviceAddress, _):
      """
      the bus has no such chip select: load the driver (modprobe spidev), or add the overlay of \
      'wheatstone wiring BOARD --overlay'
      """
    case (Number.busy, _): "another program has it exclusively: stop that program"
    case (Number.invalid, _):
      "the controller refuses this mode or clock: correct them in the board file"
    default: "the SPI device cannot be set up"
    }
  }

  private var i2cCure: StaticString {
    switch (errorNumber, finding) {
    case (Number.noEntry, .noController):
      """
      there is no such I2C bus: enable it with dtparam=i2c_arm=on in /boot/firmware/config.txt (or \
      raspi-config) and restart
      """
    case (Number.noEntry, _), (Number.noDevice, _), (Number.noDeviceAddress, _):
      "the bus has no device node: load the driver (modprobe i2c-dev)"
    case (Number.notSupported, _):
      "this adapter takes no plain I2C messages: use another bus"
    default: "the I2C bus cannot be opened"
    }
  }

  private var chipCure: StaticString {
    switch errorNumber {
    case Number.noDevice: "no GPIO chip has this label: correct 'gpio' in the board file"
    case Number.notUnique:
      "more than one GPIO chip matches: name only the one that is meant in 'gpio'"
    case Number.notImplemented: "built without libgpiod: install libgpiod-dev and build again"
    default: "the GPIO chips cannot be read"
    }
  }

  private var lineCure: StaticString {
    switch errorNumber {
    case Number.noEntry:
      "the GPIO chip has no line of this name: gpioinfo lists them; correct the board file"
    case Number.notUnique: "the GPIO chip has several lines of this name: use another line"
    case Number.busy: "somebody else holds this line: stop that program, or use another line"
    case Number.invalid where finding == .usedTwice:
      "two lines of the board are this one: correct the board file"
    case Number.invalid:
      "the line cannot be an output, or the kernel lacks this version of the GPIO interface"
    case Number.notImplemented: "built without libgpiod: install libgpiod-dev and build again"
    default: "the line cannot be requested"
    }
  }
}
