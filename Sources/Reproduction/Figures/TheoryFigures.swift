internal import Curves

extension Figure {
  private static let tasks: [Study] = [
    OscillatorStudies.amplitude, OscillatorStudies.lag, OscillatorStudies.twoWay,
    PhaseStudies.allostery, PhaseStudies.synchrony, NeuronStudies.target,
    EcologyStudy.ecology,
  ]

  static let training = Figure(
    name: "10", title: "Error and alignment while all tasks are learnt", studies: tasks,
    claims: { records in tasks.map { alignment(records, $0.name) } },
    plots: { records in
      let panels = tasks.flatMap { task -> [PlotPanel] in
        guard let first = records.of(task.name).first else { return [] }
        var error = PlotPanel(
          "\(task.name): mean squared error", x: "trials", y: "",
          series: [first.series("error", title: "")])
        error.hasLogarithmicY = true
        var cosine = PlotPanel(
          "\(task.name): alignment", x: "trials", y: "cosine",
          series: [first.series("alignment", title: "", .points, color: 2)])
        cosine.yRange = [-1, 1]
        return [error, cosine]
      }
      return panels.isEmpty
        ? [:] : ["10": Plot("Error and alignment", columns: 2, panels: panels)]
    })

  static let shortTime = Figure(
    name: "11", title: "Alignment for short times", studies: [ShortTimeStudy.shortTime],
    claims: { records in
      ["neurons", "linear"].flatMap { name in
        [
          Claim(
            "\(name): the difference falls with the power",
            records.numbers("short-time", "order-" + name), "2.7 and more (third order)"
          ) { $0 >= 2.7 },
          Claim(
            "\(name): mean at .01, exact against expansion",
            records.numbers("short-time", "relativeAtShortest-" + name), "within 2 %"
          ) { $0 < 0.02 },
        ]
      }
    },
    plots: { records in
      guard let first = records.of("short-time").first else { return [:] }
      let panels = ["neurons", "linear"].map { name in
        var panel = PlotPanel(
          name == "neurons" ? "leaky neurons, equation (42)" : "linear, equation (43)",
          x: "time before and after the error", y: "1 - cos",
          series: [
            first.series("exact-" + name, title: "exact", .points),
            first.series("expanded-" + name, title: "expansion", .dashed, color: 1),
            first.series("difference-" + name, title: "largest difference", color: 2),
          ])
        panel.hasLogarithmicX = true
        panel.hasLogarithmicY = true
        return panel
      }
      return ["11": Plot("Short times", columns: 2, panels: panels)]
    })

  static let resolution = Figure(
    name: "resolution", title: "Which converters and taps are enough", studies: ResolutionStudy.all,
    claims: { records in
      ResolutionStudy.tasks.flatMap { task in
        let all = records.of("resolution-" + task)
        let keys = Set(all.flatMap(\.numbers.keys)).sorted(by: Self.coarserFirst)
        return keys.map { key in
          let bits = key.split(separator: "-")
          return Claim(
            "\(task): \(bits[0])-bit converters, \(bits[1])-bit taps: fall over its bar",
            all.compactMap { $0.numbers[key] }, "1 and more", needed: 0
          ) { $0 >= 1 }
        }
      }
    },
    plots: { records in
      let axes = [("converter", "-16"), ("tap", "16-")]
      let shares = axes.map { kind, fixed in
        resolutionPanel(records, kind, fixed, y: "share of networks that reach the bar") { values in
          values.map { $0 >= 1 ? 1 : 0 }.mean
        }
      }
      var medians = axes.map { kind, fixed in
        resolutionPanel(records, kind, fixed, y: "reached over the bar, median") { values in
          values.sorted()[values.count / 2]
        }
      }
      for index in medians.indices {
        medians[index].hasLogarithmicY = true
        medians[index].yRange = []
      }
      let panels = shares + medians
      return ["resolution": Plot("Resolution", columns: 2, panels: panels)]
    })

  private static func resolutionPanel(
    _ records: [StudyRecord], _ kind: String, _ fixed: String, y label: String,
    _ value: ([Double]) -> Double
  ) -> PlotPanel {
    let isConverter = kind == "converter"
    let bits = isConverter ? ResolutionStudy.converterBits : ResolutionStudy.tapBits
    var panel = PlotPanel(
      isConverter ? "taps of 16 bits" : "converters of 16 bits", x: "\(kind) bits", y: label)
    panel.yRange = [-0.05, 1.05]
    panel.series = ResolutionStudy.tasks.enumerated().map { index, task in
      let points = bits.compactMap { bit -> (Double, Double)? in
        let key = isConverter ? "\(bit)\(fixed)" : "\(fixed)\(bit)"
        let values = records.numbers("resolution-" + task, key)
        return values.isEmpty ? nil : (Double(bit), value(values))
      }
      return PlotSeries(
        task, x: points.map(\.0), y: points.map(\.1),
        kind: index < PlotSeries.colorCount ? .line : .dashed, color: index)
    }
    return panel
  }

  private static func coarserFirst(_ a: String, _ b: String) -> Bool {
    let (x, y) = (
      a.split(separator: "-").compactMap { Int($0) },
      b.split(separator: "-").compactMap { Int($0) }
    )
    return x.lexicographicallyPrecedes(y)
  }
}
