extension ADS124S08Emulator {
  /// The low-latency filter's first conversion, in ms, and the following ones' rate (9.3.6, the
  /// filter's conversion times at 4.096 MHz).
  private static let times: [(first: Double, rate: Double)] = [
    (406.504, 2.5), (206.504, 5), (106.504, 10), (60.254, 1000.0 / 60), (56.504, 20),
    (20.156, 50), (16.910, 60), (10.156, 100), (5.156, 200), (2.656, 400), (1.406, 800),
    (1.156, 1000), (0.656, 2000), (0.406, 4000), (0.406, 4000), (0.406, 4000),
  ]

  /// Periods of 3.90625 us in front of a conversion, by the delay bits (9.6.1.4).
  private static let delays: [Double] = [14, 25, 64, 256, 1024, 2048, 4096, 1]

  var firstMicroseconds: Double {
    let delay = Self.delays[Int(registers[3] >> 5)] * 3.90625
    return (Self.times[Int(registers[4] & 15)].first * 1_000 + delay) / (1 + clockError)
  }

  private var periodMicroseconds: Double {
    1_000_000 / Self.times[Int(registers[4] & 15)].rate / (1 + clockError)
  }

  /// Ends what has ended by now; in continuous mode the next conversion begins.
  func settle(_ at: Double) {
    while let conversion = running, conversion.endsAt <= at {
      result = (convert(conversion.multiplexer), conversion.multiplexer)
      running = nil
      guard registers[4] & 0x20 == 0 else { return }
      let period = periodMicroseconds
      let skipped = max(((at - conversion.endsAt) / period).rounded(.down) - 1, 0)
      running = (conversion.endsAt + (skipped + 1) * period, registers[2])
    }
  }

  /// Twelve inputs and AINCOM, which is ground, against each other.
  private func convert(_ multiplexer: UInt8) -> Int32 {
    let range: ClosedRange<Int32> = -0x80_0000...0x7F_FFFF
    let positive = level(Int(multiplexer >> 4), range)
    let negative = level(Int(multiplexer & 15), range)
    return min(max(positive - negative, range.lowerBound), range.upperBound)
  }

  private func level(_ input: Int, _ range: ClosedRange<Int32>) -> Int32 {
    input < 12 ? self.input(input, range) : 0
  }
}
