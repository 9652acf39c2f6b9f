/// The 40-pin header of every Raspberry Pi since the B+.
public enum RaspberryHeader {
  /// What stands on each pin, 1 to 40: a supply, ground, or a line's name.
  public static let names: [String] = [
    "3V3", "5V", "GPIO2", "5V", "GPIO3", "GND", "GPIO4", "GPIO14", "GND", "GPIO15",
    "GPIO17", "GPIO18", "GPIO27", "GND", "GPIO22", "GPIO23", "3V3", "GPIO24", "GPIO10", "GND",
    "GPIO9", "GPIO25", "GPIO11", "GPIO8", "GND", "GPIO7", "GPIO0", "GPIO1", "GPIO5", "GND",
    "GPIO6", "GPIO12", "GPIO13", "GND", "GPIO19", "GPIO16", "GPIO26", "GPIO20", "GND", "GPIO21",
  ]

  /// The pin, from 1, on which a line stands; nil where it is not on the header.
  public static func pin(ofLine name: String) -> Int? {
    names.firstIndex(of: name).map { $0 + 1 }
  }

  /// SPI buses on the header: the lines of MOSI, MISO, SCLK, and of the selects that the kernel's
  /// own device tree or its `spi1-3cs` overlay gives them.
  static func spi(_ bus: Int) -> (mosi: Int, miso: Int, sclk: Int, selects: [Int])? {
    switch bus {
    case 0: (10, 9, 11, [8, 7])
    case 1: (20, 19, 21, [18, 17, 16])
    default: nil
    }
  }

  /// I2C buses on the header. Bus 0 is for the identification of boards on top: not used.
  static func i2c(_ bus: Int) -> (sda: Int, scl: Int)? {
    bus == 1 ? (2, 3) : nil
  }

  /// Where chip selects beyond those go, first to last: lines without another use first, the serial
  /// console's last.
  static let spareLines = [
    22, 23, 24, 25, 26, 5, 6, 12, 13, 16, 19, 20, 21, 18, 4, 17, 27, 15, 14,
  ]
}
