/// What a Raspberry Pi's firmware says about its supply and temperature: bits 0 to 3 now, 16 to 19
/// since it started (Raspberry Pi documentation, `vcgencmd get_throttled`).
enum PowerCheck {
  static let path = "/sys/devices/platform/soc/soc:firmware/get_throttled"

  private static let conditions = [
    "the supply is too low", "the clock is capped", "the processor is throttled",
    "the soft temperature limit is reached",
  ]

  static func findings(_ system: some SystemView) -> [Finding] {
    guard let text = system.text(ofFile: path) else { return [] }
    let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
    guard let bits = UInt32(digits, radix: 16) else { return [] }
    if bits & 0xF_000F == 0 {
      return [Finding(.ok, "power", "no low supply and no throttling since the start")]
    }
    let now = names(bits & 0xF)
    let before = names(bits >> 16 & 0xF)
    let isSupply = bits & 0x1_0001 != 0
    let cure =
      isSupply
      ? "use a supply and a cable for the full current; feed the board's chips from one of their own"
      : "cool the processor, or give it less to do beside the run"
    if now.isEmpty {
      return [
        Finding(
          .warning, "power", "since the start: \(before.joined(separator: ", "))", cure: cure)
      ]
    }
    return [
      Finding(
        isSupply && bits & 1 != 0 ? .error : .warning, "power",
        "now: \(now.joined(separator: ", "))", cure: cure)
    ]
  }

  private static func names(_ bits: UInt32) -> [String] {
    conditions.indices.filter { bits >> UInt32($0) & 1 != 0 }.map { conditions[$0] }
  }
}
