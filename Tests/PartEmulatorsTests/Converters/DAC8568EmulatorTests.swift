import PartEmulators
import Parts
import Testing

@Suite struct DAC8568EmulatorTests {
  private func make(
    mode: UInt8 = 1, clockHertz: UInt32 = 50_000_000, options: UInt32 = 1, external: Bool = false,
    loadPinIsLow: Bool = true
  ) -> (ConverterBench, DAC8568Emulator) {
    let bench = ConverterBench(PartPlace(device: 1, options: options))
    let part = bench.join(
      {
        DAC8568Emulator(
          name: "U9", part: 0, analog: $0, hasExternalReference: external,
          loadPinIsLow: loadPinIsLow)
      }, mode: mode, clockHertz: clockHertz)
    return (bench, part)
  }

  @Test func everyCode() throws {
    let (bench, part) = make()
    #expect(try bench.setUp(DAC8568.self))
    for start in UInt16(0)..<8192 {
      let codes = (UInt16(0)..<8).map { start * 8 + $0 }
      try bench.write(DAC8568.self, codes)
      #expect((0..<8).map { bench.levels.outputs[$0] } == codes)
    }
    #expect(part.violations.isEmpty)
  }

  @Test func theEightMoveTogether() throws {
    for loadPinIsLow in [false, true] {
      let (bench, _) = make(loadPinIsLow: loadPinIsLow)
      _ = try bench.setUp(DAC8568.self)
      try bench.write(DAC8568.self, [UInt16](repeating: 100, count: 8))
      bench.levels.changes = []
      try bench.write(DAC8568.self, [UInt16](repeating: 200, count: 8))
      // Nothing moves before the last word; then all do.
      #expect(
        bench.levels.changes.prefix(8) == (0..<8).map { Levels.Change(channel: $0, code: 200) }[...]
      )
    }
  }

  /// What the LDAC register is for: with the pin low a load alone moves the output.
  @Test func aLoadMovesAnOutputUnlessThePinIsIgnored() throws {
    for (loadPinIsLow, ignores, moves) in [
      (true, UInt8(0), true), (true, 0x04, false), (true, 0xFB, true), (false, 0, false),
    ] {
      let (bench, _) = make(loadPinIsLow: loadPinIsLow)
      try bench.transfer([0x08, 0, 0, 1], [0x06, 0, 0, ignores], [0x00, 0x21, 0x23, 0x40])
      #expect(bench.levels.outputs == (moves ? [2: 0x1234] : [:]))
      try bench.transfer([0x01, 0x20, 0, 0])
      #expect(bench.levels.outputs == [2: 0x1234])
    }
  }

  /// An output lets go before anything else moves, and comes back with its new code at once.
  @Test func outputsLetGo() throws {
    let (bench, part) = make()
    _ = try bench.setUp(DAC8568.self)
    #expect(bench.levels.outputs == [:])
    for connected in UInt32(0)..<256 {
      let codes = (UInt16(0)..<8).map { UInt16(connected) * 100 + $0 }
      bench.levels.changes = []
      try bench.write(DAC8568.self, codes, connected: connected)
      for output in 0..<8 {
        let isConnected = connected >> UInt32(output) & 1 != 0
        #expect(bench.levels.outputs[output] == (isConnected ? codes[output] : nil))
      }
      // No output that lets go is driven on the way, and none drives anything but old or new.
      for change in bench.levels.changes where connected >> UInt32(change.channel) & 1 == 0 {
        #expect(change.code == nil)
      }
      for change in bench.levels.changes where change.code != nil {
        #expect(change.code == codes[change.channel])
      }
    }
    #expect(part.violations.isEmpty)
  }

  @Test func setUpFromEveryState() throws {
    for dirt: [[UInt8]] in [
      [], [[0x08, 0, 0, 1], [0x03, 0xFF, 0xFF, 0xF0]], [[0x09, 0x0C, 0, 0]],
      [[0x09, 0x0A, 0, 0]], [[0x06, 0, 0, 0]],
    ] {
      for options in UInt32(0)..<2 {
        let (bench, part) = make(options: options, external: options == 0)
        for bytes in dirt { try bench.transfer(bytes) }
        part.violations = []
        #expect(try bench.setUp(DAC8568.self))
        #expect(bench.levels.outputs == [:])
        #expect(part.internalReferenceIsOn == (options == 1))
        try bench.write(DAC8568.self, [7, 8])
        #expect(bench.levels.outputs == [0: 7, 1: 8])
        #expect(part.violations.isEmpty, "\(dirt): \(part.violations)")
      }
    }
  }

  @Test func theReferenceIsOffAtPowerUp() throws {
    let (bench, part) = make()
    try bench.transfer([0x03, 0x08, 0, 0])
    #expect(part.violations.first?.what.contains("without a reference") == true)
    part.violations = []
    try bench.transfer([0x08, 0, 0, 1])
    try bench.transfer([0x03, 0x08, 0, 0])
    #expect(part.violations.isEmpty)
    let (other, external) = make(external: true)
    try other.transfer([0x03, 0x08, 0, 0])
    #expect(external.violations.isEmpty)
    try other.transfer([0x08, 0, 0, 1])
    #expect(external.violations.first?.what.contains("against the external") == true)
  }

  @Test func misuse() throws {
    for mode in UInt8(0)..<4 {
      let (bench, part) = make(mode: mode)
      try bench.transfer([0x08, 0, 0, 1])
      #expect(part.violations.isEmpty == (mode == 1 || mode == 2))
    }
    let (fast, quick) = make(clockHertz: 50_000_001)
    try fast.transfer([0x08, 0, 0, 1])
    #expect(quick.violations.count == 1)
    for (bytes, what) in [
      ([UInt8(0x08), 0, 0], "24 clocks"), ([0x08, 0, 0, 1, 0], "40 clocks"),
      ([0x88, 0, 0, 1], "bit 31"), ([0x0A, 0, 0, 0], "reserved"), ([0x00, 0x90, 0, 0], "reserved"),
      ([0x09, 0x02, 0, 0], "reserved"),
    ] {
      let (bench, part) = make()
      try bench.transfer(bytes)
      #expect(part.violations.first?.what.contains(what) == true, "\(bytes)")
    }
    // Too short: nothing happens.
    let (bench, part) = make()
    try bench.transfer([0x08, 0, 0])
    #expect(!part.internalReferenceIsOn)
  }
}
