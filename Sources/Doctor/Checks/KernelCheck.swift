/// The kernel, and the library for its lines.
enum KernelCheck {
  static func findings(_ system: some SystemView) -> [Finding] {
    [kernel(system), library(system)]
  }

  private static func kernel(_ system: some SystemView) -> Finding {
    let release = system.kernelRelease
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    // Version 2 of the GPIO interface, which libgpiod 2 needs, came with 5.10.
    guard numbers.count == 2, system.libgpiodVersion >= 2,
      (numbers[0], numbers[1]) < (5, 10)
    else { return Finding(.ok, "kernel", "Linux \(release)") }
    return Finding(
      .error, "kernel", "Linux \(release) lacks the GPIO interface that libgpiod 2 needs",
      cure: "use Linux 5.10 or later, or build with libgpiod 1.6")
  }

  private static func library(_ system: some SystemView) -> Finding {
    guard system.libgpiodVersion > 0 else {
      return Finding(
        .warning, "libgpiod", "this program was built without it: it sees no GPIO chips or lines",
        cure: "apt install libgpiod-dev, and build again")
    }
    return Finding(.ok, "libgpiod", "version \(system.libgpiodVersion)")
  }
}
