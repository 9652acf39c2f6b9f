extension ADS124S08Emulator {
  var isSingleShot: Bool { registers[4] & 0x20 != 0 }

  /// What RDATA gives: status, if it is wanted, three bytes, checksum, if it is wanted.
  func data(_ at: Double) -> [UInt8] {
    if running != nil, isSingleShot {
      report("data read before the conversion is ready (9.4.4.2)", at)
    } else if result == nil {
      report("data read before any conversion", at)
    } else if let result, result.multiplexer != registers[2] {
      report("data read are of the inputs before the multiplexer's change", at)
    }
    let code = UInt32(bitPattern: result?.code ?? 0)
    var bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: code >> UInt32($0)) }
    if registers[9] & 1 != 0 { bytes.insert(registers[1], at: 0) }
    if registers[9] & 2 != 0 { bytes.append(Self.remainder(bytes)) }
    return bytes
  }

  /// CRC-8-ATM, byte by byte.
  private static func remainder(_ bytes: [UInt8]) -> UInt8 {
    var rest: UInt8 = 0
    for byte in bytes {
      rest ^= byte
      for _ in 0..<8 { rest = rest & 0x80 != 0 ? rest << 1 ^ 7 : rest << 1 }
    }
    return rest
  }
}
