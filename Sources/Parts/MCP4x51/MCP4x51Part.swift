public import BusInterface

/// What the parts of this family differ in. `options` bit 0: reads are not possible (the output is
/// not wired, or a part with one pin for both directions runs faster than 250 kHz).
public protocol MCP4x51Part: PotentiometerPart {
  /// The code that joins wiper and terminal A: 0x80 or 0x100 (DS22060B, table 5-1).
  static var fullScale: UInt16 { get }
  /// 1 or 2. Parts with one wiper have one pin for SDI and SDO.
  static var wiperCount: UInt8 { get }
}

extension MCP4x51Part {
  static var sharesPin: Bool { wiperCount == 1 }
  static func canRead(_ place: PartPlace) -> Bool { place.options & 1 == 0 }

  /// Connects every terminal and reads TCON, STATUS and wiper 0. The wipers stay where they are.
  public static func setUp(_ place: PartPlace, _ script: inout Script) {
    script.spi(
      place.device, MCP4x51Frame.write(MCP4x51Frame.terminalControl, MCP4x51Frame.allConnected),
      count: 2)
    guard canRead(place) else { return }
    script.spi(place.device, MCP4x51Frame.read(MCP4x51Frame.terminalControl), count: 2)
    script.spi(place.device, MCP4x51Frame.read(MCP4x51Frame.status), count: 2)
    script.spi(place.device, MCP4x51Frame.read(0), count: 2)
  }

  /// TCON as written, no shutdown by the pin, and a possible wiper: a line that is stuck high would
  /// pass the first, but reads 0x1FF as the wiper.
  public static func isSetUp(
    _ place: PartPlace, _ script: borrowing Script, from start: UInt32
  ) -> Bool {
    guard canRead(place) else { return true }
    guard let control = data(script, at: answer(1, from: start)),
      let status = data(script, at: answer(2, from: start)),
      code(place, wiper: 0, script, at: answer(3, from: start)) != nil
    else { return false }
    return control == MCP4x51Frame.allConnected && status & MCP4x51Frame.isShutDown == 0
  }

  public static func write(
    _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16, _ script: inout Script
  ) {
    guard wiper < wiperCount else { return }
    script.spi(place.device, MCP4x51Frame.write(wiper, min(code, fullScale)), count: 2)
  }

  /// Nothing: a wiper moves with the last bit of its frame.
  public static func apply(_ place: PartPlace, _ script: inout Script) {}

  public static func readBack(
    _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? {
    guard canRead(place), wiper < wiperCount else { return nil }
    return script.spi(place.device, MCP4x51Frame.read(wiper), count: 2)
  }

  public static func code(
    _ place: PartPlace, wiper: UInt8, _ script: borrowing Script, at answer: UInt32
  ) -> UInt16? {
    guard let code = data(script, at: answer), code <= fullScale else { return nil }
    return code
  }

  /// Nothing: the part can be read.
  public static func home(_ place: PartPlace, wiper: UInt8, _ script: inout Script) {}

  /// Connects or removes one wiper's terminals. **The other wiper ends up connected**: one register
  /// holds both; use ``connect(_:wipers:_:)`` where both matter.
  public static func connect(
    _ place: PartPlace, wiper: UInt8, _ isConnected: Bool, _ script: inout Script
  ) -> Bool {
    guard wiper < wiperCount else { return false }
    connect(place, wipers: isConnected ? 0x3 : 0x3 & ~(1 << wiper), &script)
    return true
  }

  /// Connects the terminals of the wipers whose bit is set and removes the others'.
  public static func connect(_ place: PartPlace, wipers: UInt8, _ script: inout Script) {
    script.spi(
      place.device,
      MCP4x51Frame.write(
        MCP4x51Frame.terminalControl, MCP4x51Frame.terminalControl(connecting: wipers)),
      count: 2)
  }

  /// Where the answer of the `index`th frame lies: each takes two bytes out and two in.
  static func answer(_ index: UInt32, from start: UInt32) -> UInt32 { start &+ index &* 4 &+ 2 }

  static func data(_ script: borrowing Script, at answer: UInt32) -> UInt16? {
    MCP4x51Frame.data(script.word(at: answer, count: 2), sharesPin: sharesPin)
  }
}
