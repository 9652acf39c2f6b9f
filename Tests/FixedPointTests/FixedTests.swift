import FixedPoint
import Testing

@Suite struct FixedTests {
  @Test func negationAndMagnitudeOfEvery16BitOperand() {
    for raw in Int16.min...Int16.max {
      let number = Fixed<Int16, 12>(raw: raw)
      #expect(Int((-number).raw) == Reference.saturated(-Int(raw), to: -32768...32767))
      #expect(Int(number.magnitude.raw) == Reference.saturated(abs(Int(raw)), to: -32768...32767))
    }
  }

  @Test func saturatingConversionOfEvery16BitOperand() {
    for raw in Int16.min...Int16.max {
      #expect(Int(Int8(saturating: Int64(raw))) == Reference.saturated(Int(raw), to: -128...127))
      #expect(Int16(saturating: Int64(raw)) == raw)
    }
    #expect(Int32(saturating: Int64.max) == Int32.max)
    #expect(Int32(saturating: Int64.min) == Int32.min)
  }

  @Test func everyPairOf8BitOperands() {
    var wrong = 0
    for a in Int8.min...Int8.max {
      for b in Int8.min...Int8.max {
        let x = Fixed<Int8, 5>(raw: a)
        let y = Fixed<Int8, 5>(raw: b)
        let range = -128...127
        if Int((x + y).raw) != Reference.saturated(Int(a) + Int(b), to: range) { wrong += 1 }
        if Int((x - y).raw) != Reference.saturated(Int(a) - Int(b), to: range) { wrong += 1 }
        let product = Reference.roundedToEven(Int(a) * Int(b), over: 32)
        if Int((x * y).raw) != Reference.saturated(product, to: range) { wrong += 1 }
        if (x < y) != (a < b) || (x == y) != (a == b) { wrong += 1 }
        let other = Fixed<Int16, 9>(raw: Int16(b))
        let mixed = Reference.roundedToEven(Int(a) * Int(b), over: 512)
        if Int(x.multiplied(by: other).raw) != Reference.saturated(mixed, to: range) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test func everyFractionLengthOf8BitProducts() {
    #expect(wrongProducts(Fixed<Int8, 0>.self) == 0)
    #expect(wrongProducts(Fixed<Int8, 1>.self) == 0)
    #expect(wrongProducts(Fixed<Int8, 4>.self) == 0)
    #expect(wrongProducts(Fixed<Int8, 7>.self) == 0)
  }

  private func wrongProducts<let bits: Int>(_: Fixed<Int8, bits>.Type) -> Int {
    var wrong = 0
    for a in Int8.min...Int8.max {
      for b in Int8.min...Int8.max {
        let expected = Reference.saturated(
          Reference.roundedToEven(Int(a) * Int(b), over: 1 << bits), to: -128...127)
        if Int((Fixed<Int8, bits>(raw: a) * Fixed<Int8, bits>(raw: b)).raw) != expected {
          wrong += 1
        }
      }
    }
    return wrong
  }

  @Test func wideOperandsAgainstExactArithmetic() {
    var random = RandomGenerator(seed: 11)
    for _ in 0..<200_000 {
      let a = Int32(truncatingIfNeeded: random.next()) >> Int32(random.next(below: 32))
      let b = Int32(truncatingIfNeeded: random.next()) >> Int32(random.next(below: 32))
      let range = Int(Int32.min)...Int(Int32.max)
      let x = Fixed<Int32, 20>(raw: a)
      let y = Fixed<Int32, 20>(raw: b)
      #expect(Int((x + y).raw) == Reference.saturated(Int(a) + Int(b), to: range))
      #expect(Int((x - y).raw) == Reference.saturated(Int(a) - Int(b), to: range))
      let product = Reference.roundedToEven(Int(a) * Int(b), over: 1 << 20)
      #expect(Int((x * y).raw) == Reference.saturated(product, to: range))
    }
  }

  @Test func constants() {
    #expect(Fixed<Int32, 20>.one.raw == 1 << 20)
    #expect(Fixed<Int8, 7>.one.raw == 127)
    #expect(Fixed<Int16, 3>.zero.raw == 0)
    #expect(Fixed<Int16, 3>.max.raw == 32767)
    #expect(Fixed<Int16, 3>.min.raw == -32768)
  }
}
