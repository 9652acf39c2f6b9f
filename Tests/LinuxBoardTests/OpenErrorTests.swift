import Foundation
import LinuxBoard
import Testing

@Suite struct OpenErrorTests {
  @Test("an SPI bus that is not there, and how to enable one")
  func spi() throws {
    let error = try #require(
      error { bus throws(OpenError) in
        try bus.openSPI(0, bus: 99, select: 1, mode: 0, clockHertz: 1_000_000)
      })
    #expect(error.what == .spi && error.errorNumber == ENOENT && error.finding == .noController)
    #expect(
      error.text() == """
        /dev/spidev99.1: there is no such SPI bus: enable it with dtparam=spi=on in \
        /boot/firmware/config.txt (or raspi-config) and restart (errno 2)
        """)
  }

  @Test("an I2C bus that is not there, and how to enable one")
  func i2c() throws {
    let error = try #require(
      error { bus throws(OpenError) in try bus.openI2C(0, bus: 4_294_967_295) })
    #expect(error.what == .i2c && error.errorNumber == ENOENT)
    #expect(
      error.text() == """
        /dev/i2c-4294967295: there is no such I2C bus: enable it with dtparam=i2c_arm=on in \
        /boot/firmware/config.txt (or raspi-config) and restart (errno 2)
        """)
  }

  @Test("a label that no chip has, and those there are")
  func chip() throws {
    let labels = "no-such-label,nor-this"
    let error = try #require(
      error { bus throws(OpenError) in
        var copy = labels
        var thrown: OpenError?
        copy.withUTF8 { text in
          do throws(OpenError) {
            unsafe try bus.openChip(0, labels: UnsafeRawBufferPointer(text))
          } catch { thrown = error }
        }
        if let thrown { throw thrown }
      })
    #expect(error.what == .gpioChip && error.chip == -1)
    if RealTime.gpioVersion == 0 {
      #expect(error.errorNumber == ENOSYS)
      #expect(error.text(asked: labels).contains("install libgpiod-dev"))
    } else {
      var chips = Text()
      let count = GPIOChips.append(to: &chips)
      let there = count == 0 ? "none" : chips.string
      #expect(error.errorNumber == ENODEV)
      #expect(
        error.text(asked: labels) == """
          GPIO chip 'no-such-label,nor-this': no GPIO chip has this label: correct 'gpio' in the \
          board file; there are: \(there) (errno 19)
          """)
    }
  }

  @Test("a line that another program holds")
  func busy() {
    var error = OpenError(.line, index: 2, errorNumber: EBUSY)
    error.chip = 4
    error.offset = 17
    error.name = KernelName("other-program")
    #expect(
      error.text(asked: "GPIO17") == """
        GPIO line 'GPIO17' of gpiochip4: somebody else holds this line: stop that program, or use \
        another line; it is held by 'other-program' (errno 16)
        """)
    error.name = KernelName()
    #expect(error.text(asked: "GPIO17").contains("held by the kernel (errno 16)"))
  }

  @Test("a line that two numbers of the board mean")
  func twice() {
    var error = OpenError(.line, index: 1, errorNumber: EINVAL)
    error.chip = 0
    error.finding = .usedTwice
    #expect(
      error.text(asked: "GPIO4") == """
        GPIO line 'GPIO4' of gpiochip0: two lines of the board are this one: correct the board \
        file (errno 22)
        """)
    error.finding = .nothing
    #expect(error.cure.description.contains("cannot be an output"))
  }

  @Test("two chips that match")
  func ambiguous() {
    var error = OpenError(.gpioChip, index: 0, errorNumber: ENOTUNIQ)
    error.chip = 0
    error.otherChip = 11
    #expect(
      error.text(asked: "pinctrl-rp1") == """
        GPIO chip 'pinctrl-rp1': more than one GPIO chip matches: name only the one that is meant \
        in 'gpio'; gpiochip0 and gpiochip11 do (errno 76)
        """)
  }

  @Test("permissions: a group to join, a rule to install, a unit to change")
  func access() {
    var error = OpenError(.i2c, index: 0, errorNumber: EACCES)
    error.bus = 1
    error.finding = .notInGroup
    error.name = KernelName("i2c")
    #expect(
      error.text() == """
        /dev/i2c-1: no permission: add the user to that group (usermod -aG GROUP USER) and log in \
        again; the group is 'i2c' (errno 13)
        """)
    error.finding = .noGroup
    #expect(
      error.text() == """
        /dev/i2c-1: no permission, only root may: install the udev rule SUBSYSTEM=="i2c-dev", \
        GROUP="i2c", MODE="0660" (errno 13)
        """)
    error.errorNumber = EPERM
    #expect(error.cure.description.contains("DeviceAllow="))
    let spi = OpenError(.spi, index: 0, errorNumber: EACCES)
    #expect(spi.cure.description.contains(#"SUBSYSTEM=="spidev""#))
    let line = OpenError(.line, index: 0, errorNumber: EACCES)
    #expect(line.cure.description.contains(#"SUBSYSTEM=="gpio""#))
  }

  @Test("a bufsiz that is too small is no errno")
  func bufsiz() {
    let error = OpenError(.spiByteLimit, index: 0, errorNumber: 1_024)
    #expect(error.text().hasPrefix("/dev/spidev0.0: spidev takes too small messages: "))
    #expect(error.text().hasSuffix("(bufsiz 1024)"))
  }

  @Test("names are cut at 31 bytes, and equal where their bytes are")
  func names() {
    var error = OpenError(.line, index: 0, errorNumber: EBUSY)
    error.name = KernelName("0123456789012345678901234567890123456789")
    #expect(error.text().contains("held by '0123456789012345678901234567890' ("))
    #expect(KernelName("abc") == KernelName("abc"))
    #expect(KernelName("abc") != KernelName("abd"))
    #expect(KernelName("").isEmpty && !KernelName("a").isEmpty)
  }

  @Test("the numbers are this system's")
  func numbers() {
    #expect(OpenError.Number.noEntry == ENOENT && OpenError.Number.noAccess == EACCES)
    #expect(OpenError.Number.busy == EBUSY && OpenError.Number.noDevice == ENODEV)
    #expect(OpenError.Number.notUnique == ENOTUNIQ && OpenError.Number.notImplemented == ENOSYS)
    #expect(OpenError.Number.timedOut == ETIMEDOUT && OpenError.Number.remoteIO == EREMOTEIO)
  }
}
