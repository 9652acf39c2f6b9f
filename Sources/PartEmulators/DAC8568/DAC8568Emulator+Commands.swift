extension DAC8568Emulator {
  /// A whole frame (table 4).
  func execute(_ at: Double) {
    switch word >> 24 & 15 {
    case 0: for output in addressed(at) { load(output, at) }
    case 1: for output in addressed(at) { update(output, at) }
    case 2:
      for output in addressed(at) { inputs[output] = data }
      for output in 0..<8 { update(output, at) }
    case 3:
      for output in addressed(at) {
        inputs[output] = data
        update(output, at)
      }
    case 4: setPower(at)
    case 5: break  // What the CLR pin does: nobody pulls it.
    case 6: ignoresLoadPin = UInt8(word & 0xFF)
    case 7: powerOn(atMicroseconds: at)
    case 8: setStaticReference(at)
    case 9: setFlexibleReference(at)
    default: report("command \(word >> 24 & 15) is reserved (table 4)", at)
    }
  }

  private var data: UInt16 { UInt16(truncatingIfNeeded: word >> 4) }

  private func addressed(_ at: Double) -> [Int] {
    let address = Int(word >> 20 & 15)
    if address == 15 { return Array(0..<8) }
    if address < 8 { return [address] }
    report("address \(address) is reserved (table 4)", at)
    return []
  }

  private func load(_ output: Int, _ at: Double) {
    inputs[output] = data
    if loadPinIsLow, ignoresLoadPin >> UInt8(output) & 1 == 0 { update(output, at) }
  }

  private func update(_ output: Int, _ at: Double) {
    outputs[output] = inputs[output]
    checkReference([output], at)
    tell(output)
  }

  private func setPower(_ at: Double) {
    let mode = UInt8(word >> 8 & 3)
    let chosen = (0..<8).filter { word >> UInt32($0) & 1 != 0 }
    for output in chosen { powerDown[output] = mode }
    if mode == 0 { checkReference(chosen, at) }
    for output in chosen { tell(output) }
  }

  private func setStaticReference(_ at: Double) {
    let wasOn = internalReferenceIsOn
    staticReferenceIsOn = word & 1 != 0
    checkContention(wasOn, at)
  }

  /// DB19 to DB17: 000 back to static; 100 with the outputs, 101 always on, 110 off.
  private func setFlexibleReference(_ at: Double) {
    let wasOn = internalReferenceIsOn
    switch word >> 17 & 7 {
    case 0: flexibleReference = nil
    case 4, 5: flexibleReference = true
    case 6: flexibleReference = false
    default: report("reserved reference setting (table 6)", at)
    }
    checkContention(wasOn, at)
  }

  private func checkContention(_ wasOn: Bool, _ at: Double) {
    if !wasOn && internalReferenceIsOn && hasExternalReference {
      report("internal reference drives against the external one (8.3, reference)", at)
    }
  }

  private func checkReference(_ changed: [Int], _ at: Double) {
    guard !internalReferenceIsOn, !hasExternalReference,
      let output = changed.first(where: { powerDown[$0] == 0 })
    else { return }
    report("output \(output) driven without a reference: it is off at power-up (8.3)", at)
  }
}
