internal import Foundation

/// Alignment for short times against its expansions, equations (42) and (43) (figure 11).
enum ShortTimeStudy {
  private static let spans = [0.01, 0.02, 0.03, 0.05, 0.1]
  private static let cases = 50

  static let shortTime = Study("short-time", seeds: 1, secondsPerSeed: 1) { record, context in
    for (name, make) in [
      ("neurons", ShortTimeCase.neurons), ("linear", ShortTimeCase.linear),
    ] {
      var (exact, expanded, difference) = ([Double](), [Double](), [Double]())
      for span in spans {
        let found = (0..<cases).map { seed in
          let one = make(UInt64(seed))
          return (
            exact: one.exact(before: span, after: span), one.expanded(before: span, after: span)
          )
        }
        exact.append(found.map(\.exact).reduce(0, +) / Double(cases))
        expanded.append(found.map { $0.1 }.reduce(0, +) / Double(cases))
        difference.append(found.map { abs($0.exact - $0.1) }.max() ?? 0)
        try context.tick(span / 0.1)
      }
      record.curves["exact-" + name] = .init(x: spans, y: exact)
      record.curves["expanded-" + name] = .init(x: spans, y: expanded)
      record.curves["difference-" + name] = .init(x: spans, y: difference)
      // The slope in double logarithmic scale.
      record.numbers["order-" + name] =
        log(difference[4] / difference[0]) / log(spans[4] / spans[0])
      record.numbers["relativeAtShortest-" + name] = abs(exact[0] / expanded[0] - 1)
    }
  }
}
