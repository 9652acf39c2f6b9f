internal import BoardFile
internal import FixedPoint
internal import SimulatedBoard

/// Spoken "zero" and "one", told apart by leaky neurons (figure 7). A seed is a speaker and one of
/// ten networks.
enum WordStudy {
  private static let interval = 0.05
  /// Frames until the outputs are read: .36 s.
  private static let readAt = 36

  static let words = Study("words", seeds: 60, quickSeeds: 6, secondsPerSeed: 1) {
    record, context in
    let speaker = SpokenWords.speakers[record.seed % 6]
    let seed = UInt64(record.seed / 6 * 100 + record.seed % 6)
    guard let folder = context.dataFolder,
      let words = try SpokenWords(
        folder: folder + "/fsdd", speaker: speaker, perWord: 2, seed: seed)
    else {
      record.skipped = "no recordings in \((context.dataFolder ?? "DATA") + "/fsdd")"
      return
    }
    var network = try BoardLibrary.network("words12")
    network.couplings = synapses(seed)
    let task = task(words, seed)
    let model = network.model(seed: seed)
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(model, task, window: 4, into: &record, context)
    // The end, not the best: with single utterances the least error of four trials says little.
    let last = trained.lastTaps
    for (name, taps) in [("before", start), ("after", last)] {
      var counts = [[0.0, 0], [0, 0]]
      for utterance in words.test {
        let example = example(utterance)
        let end = Response.of(model, taps: taps, to: example, interval: interval).last ?? []
        counts[utterance.word][end[11] > end[10] ? 1 : 0] += 1
      }
      for word in 0..<2 {
        for answer in 0..<2 {
          record.numbers["\(name)-\(word)-as-\(answer)"] = counts[word][answer]
        }
      }
      let all = counts.joined().reduce(0, +)
      record.numbers["accuracy-" + name] = (counts[0][0] + counts[1][1]) / all
    }
    if record.seed < 6 {
      for word in 0..<2 {
        guard let utterance = words.test.first(where: { $0.word == word }) else { continue }
        let states = Response.of(model, taps: last, to: example(utterance), interval: interval)
        let times = states.indices.map { Double($0 + 1) * 0.01 }
        record.curves["zero-under-\(word)"] = .init(x: times, y: states.map { $0[10] })
        record.curves["one-under-\(word)"] = .init(x: times, y: states.map { $0[11] })
        for band in 0..<3 {
          record.curves["band\(band)-of-\(word)"] = .init(
            x: times, y: utterance.currents.prefix(readAt).map { $0[band] })
        }
      }
      record.drawings["after"] = Drawings.circle(model, taps: last)
    }
  }

  /// Half of all synapses, drawn; those from inputs to outputs always.
  private static func synapses(_ seed: UInt64) -> [Coupling] {
    var generator = RandomGenerator(seed: seed, stream: 0x5359_4E41)
    return (0..<12).flatMap { to in
      (0..<12).compactMap { from in
        let isKept = generator.next() >> 63 == 1
        guard from != to, isKept || (to >= 10 && from < 3) else { return nil }
        return Coupling(to: to, from: from)
      }
    }
  }

  private static func example(
    _ utterance: (currents: [[Double]], word: Int)
  ) -> NetworkTask.Example {
    NetworkTask.Example(
      inputs: Array(utterance.currents.prefix(readAt)),
      targets: Array(
        repeating: [0, 1].map { $0 == utterance.word ? 0.8 : 0.2 }, count: readAt))
  }

  private static func task(_ words: SpokenWords, _ seed: UInt64) -> NetworkTask {
    // alpha .3 over a span of 36 frames.
    let rate = 0.3 * Double(readAt) * interval
    var task = NetworkTask(
      name: "words", train: words.train.map(example), interval: interval, eta: 1,
      rates: [.synapse: rate, .bias: rate, .leak: rate], trials: 1_000)
    let window = Int(0.2 * Double(SpokenWords.frames))
    task.weights = (0..<readAt).map { $0 >= readAt - window ? [1, 1] : [0, 0] }
    task.seed = seed
    return task
  }
}
