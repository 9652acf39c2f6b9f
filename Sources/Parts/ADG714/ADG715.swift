public import BusInterface

/// The ADG714 on I2C, addresses 0x48 to 0x4B, with read-back (ADG714/ADG715 data sheet, Rev. E).
public enum ADG715: SwitchPart {
  /// Opens all and reads that back.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    write(place, closed: 0, &script)
    script.i2cRead(place.device, address: place.address, count: 1)
  }

  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool { closed(place, script, at: start &+ 1) == 0 }

  public static func write(_ place: PartPlace, closed: UInt32, _ script: inout Script) {
    script.i2cWrite(place.device, address: place.address, UInt64(closed & 0xFF), count: 1)
  }

  public static func readBack(_ place: PartPlace, _ script: inout Script) -> UInt32? {
    script.i2cRead(place.device, address: place.address, count: 1)
  }

  public static func closed(
    _ place: PartPlace, _ script: borrowing Script, at answer: UInt32
  ) -> UInt32? { UInt32(script[answer]) }
}
