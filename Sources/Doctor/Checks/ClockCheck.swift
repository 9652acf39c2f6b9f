/// The processor's clock: a governor that changes it makes trials take different times.
enum ClockCheck {
  static func findings(_ system: some SystemView) -> [Finding] {
    let folder = "/sys/devices/system/cpu/cpu0/cpufreq/"
    guard let governor = system.text(ofFile: folder + "scaling_governor") else { return [] }
    var clock = ""
    if let now = megahertz(system, folder + "scaling_cur_freq"),
      let most = megahertz(system, folder + "cpuinfo_max_freq")
    {
      clock = ", \(now) of \(most) MHz now"
    }
    let message = "governor \(governor)\(clock)"
    if governor == "performance" { return [Finding(.ok, "clock", message)] }
    return [
      Finding(
        .note, "clock", message + ": the time of a trial varies",
        cure: "for even times: echo performance | sudo tee "
          + "/sys/devices/system/cpu/cpu*/cpufreq/scaling_governor")
    ]
  }

  private static func megahertz(_ system: some SystemView, _ path: String) -> Int? {
    system.text(ofFile: path).flatMap { Int($0) }.map { $0 / 1_000 }
  }
}
