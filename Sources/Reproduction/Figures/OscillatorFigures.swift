internal import Curves

extension Figure {
  static let amplitude = Figure(
    name: "2", title: "Linear oscillators: amplitude",
    studies: [OscillatorStudies.amplitude],
    claims: { records in
      let fall = records.numbers("amplitude", "fall")
      return [
        Claim("mean squared error falls by", fall, "200 and more") { $0 >= 200 },
        Claim(
          "unseen signal behind its onset, relative rms error",
          records.numbers("amplitude", "unseenError"),
          "under 0.06"
        ) { $0 < 0.06 },
        alignment(records, "amplitude"),
      ]
    },
    plots: { records in
      guard let first = records.of("amplitude").first else { return [:] }
      return [
        "2": Plot(
          "Twice the amplitude, reciprocal network", columns: 2,
          panels: [
            response(first, 0, "before and after training"),
            unseen(first, 0, "a signal never seen"),
            errors(records, ["amplitude"]), network(first, "after", "couplings after training"),
          ])
      ]
    })

  static let lag = Figure(
    name: "3", title: "Linear oscillators: lag",
    studies: [
      OscillatorStudies.lag, OscillatorStudies.twoWay, OscillatorStudies.twoWayReciprocal,
    ],
    claims: { records in
      let reciprocal = records.numbers("two-way-reciprocal", "fall")
      return [
        Claim(
          "lag: mean squared error falls by", records.numbers("lag", "fall"), "200 and more"
        ) { $0 >= 200 },
        Claim(
          "lag: unseen signal behind its onset, relative rms error",
          records.numbers("lag", "unseenError"),
          "under 0.12"
        ) { $0 < 0.12 },
        Claim(
          "two-way: mean squared error falls by", records.numbers("two-way", "fall"),
          "200 and more"
        ) { $0 >= 200 },
        Claim(
          "two-way: unseen signals behind their onset, relative rms error",
          records.numbers("two-way", "unseenError"), "under 0.15"
        ) { $0 < 0.15 },
        Claim("two-way, reciprocal network: falls by", reciprocal, "under 5: it cannot") {
          $0 < 5
        },
        alignment(records, "lag"), alignment(records, "two-way"),
      ]
    },
    plots: { records in
      var plots: [String: Plot] = [:]
      if let first = records.of("lag").first {
        plots["3"] = Plot(
          "A lag of .6", columns: 2,
          panels: [
            response(first, 0, "the sine that is learnt"), errors(records, ["lag"]),
          ]
            + ["triangle", "square", "sum"].map { shape in
              PlotPanel(
                shape, x: "time", y: "output",
                series: [
                  first.series(shape + "Target", title: "wanted", .dashed, color: 1),
                  first.series(shape, title: "output"),
                ])
            } + [unseen(first, 0, "noise of a band")])
      }
      if let first = records.of("two-way").first {
        plots["3-two-way"] = Plot(
          "A lag of .3 one way and of .6 the other", columns: 2,
          panels: [
            response(first, 0, "n0 to n9"), response(first, 1, "n9 to n0"),
            unseen(first, 0, "noise, n0 to n9"), unseen(first, 1, "noise, n9 to n0"),
            errors(records, ["two-way", "two-way-reciprocal"]),
            network(first, "after", "couplings after training"),
          ])
      }
      return plots
    })
}
