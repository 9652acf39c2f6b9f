extension Script {
  /// Runs all steps in order. A request that fails is made again up to `retries` times; every step
  /// that a driver writes may be repeated, but for pulses on lines, which are never.
  ///
  /// Returns the requests made to the operating system, retries included.
  @discardableResult
  public mutating func run<B: Bus & ~Copyable>(
    on bus: inout B, retries: Int = 2
  ) throws(BusFault) -> Int {
    if isOverfull { throw BusFault(.outOfRoom, device: 0) }
    var requests = 0
    var next = 0
    while let step = step(next) {
      switch step.kind {
      case .spi, .i2cWrite, .i2cRead:
        let end = endOfGroup(from: next)
        try runGroup(next..<end, on: &bus, retries: retries, &requests)
        next = end
      case .lines:
        requests += 1
        try bus.setLines(mask: step.lineMask, values: step.lineValues)
        next += 1
      case .pause:
        bus.pause(microseconds: step.waitMicroseconds)
        next += 1
      }
    }
    return requests
  }

  /// How many requests to the operating system a run without failures makes.
  public var requestCount: Int {
    var requests = 0
    var next = 0
    while let step = step(next) {
      switch step.kind {
      case .spi, .i2cWrite, .i2cRead: next = endOfGroup(from: next)
      case .lines, .pause: next += 1
      }
      if step.kind != .pause { requests += 1 }
    }
    return requests
  }

  /// The end of the steps that go out together with the one at `first`.
  private func endOfGroup(from first: Int) -> Int {
    guard let start = step(first) else { return first }
    let isSPI = start.kind == .spi
    let limit = isSPI ? Self.spiTransferLimit : Self.i2cMessageLimit
    var bytes = Self.roomInMessage(start)
    var end = first + 1
    while end - first < limit, let step = step(end), step.device == start.device,
      isSPI ? step.kind == .spi : step.kind == .i2cWrite || step.kind == .i2cRead
    {
      bytes += Self.roomInMessage(step)
      // A select that is held must not be held beyond the message.
      if isSPI && bytes > Self.spiByteLimit, self.step(end - 1)?.holdsSelect == false { break }
      end += 1
    }
    return end
  }

  /// spidev gives every transfer of a message whole units of `ARCH_DMA_MINALIGN`, 128 bytes on arm64,
  /// before it compares with `bufsiz` (drivers/spi/spidev.c).
  private static func roomInMessage(_ step: BusStep) -> Int { (Int(step.count) + 127) / 128 * 128 }

  private mutating func runGroup<B: Bus & ~Copyable>(
    _ range: Range<Int>, on bus: inout B, retries: Int, _ requests: inout Int
  ) throws(BusFault) {
    guard let first = step(range.lowerBound) else { return }
    var left = retries
    while true {
      requests += 1
      do throws(BusFault) {
        let steps = unsafe Span(
          _unsafeStart: self.steps + range.lowerBound, count: range.count)
        var bytes = unsafe MutableSpan(_unsafeStart: self.bytes, count: byteCount)
        if first.kind == .spi {
          try bus.exchange(steps, bytes: &bytes)
        } else {
          try bus.transact(steps, bytes: &bytes)
        }
        return
      } catch {
        if left == 0 { throw error }
        left -= 1
      }
    }
  }
}
