internal import BusInterface

/// How much spidev takes in one message.
enum MessageSizeCheck {
  static func findings(_ system: some SystemView) -> [Finding] {
    guard let text = system.text(ofFile: "/sys/module/spidev/parameters/bufsiz"),
      let size = Int(text)
    else { return [] }
    guard size < Script.spiByteLimit else {
      return [Finding(.ok, "bufsiz", "spidev takes \(size) bytes in one message")]
    }
    return [
      Finding(
        .error, "bufsiz",
        "spidev takes only \(size) bytes in one message, \(Script.spiByteLimit) are needed",
        cure: "remove spidev.bufsiz from /boot/firmware/cmdline.txt, or set it to "
          + "\(Script.spiByteLimit) or more, and restart")
    ]
  }
}
