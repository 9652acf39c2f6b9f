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
    guard let lesson = try Lesson(dataFolder: context.dataFolder, seed: record.seed) else {
      record.skipped = "no recordings in \((context.dataFolder ?? "DATA") + "/fsdd")"
      return
    }
    let (model, task, words) = (lesson.model, lesson.task, lesson.words)
    let start = try NetworkTraining(model, task).taps
    let trained = try TrainedTask(model, task, window: 4, into: &record, context)
    // The end, not the best: with single utterances the least error of four trials says little.
    let last = trained.lastTaps
    for (name, taps) in [("before", start), ("after", last)] {
      let counts = lesson.counts(model, taps: taps)
      for word in 0..<2 {
        for answer in 0..<2 {
          record.numbers["\(name)-\(word)-as-\(answer)"] = counts[word][answer]
        }
      }
      record.numbers["accuracy-" + name] = lesson.accuracy(model, taps: taps)
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

  /// One speaker's words and one network; a seed is both.
  struct Lesson {
    let model: NetworkModel
    let task: NetworkTask
    let words: SpokenWords

    /// nil: the recordings are not there.
    init?(dataFolder: String?, seed number: Int) throws {
      let speaker = SpokenWords.speakers[number % 6]
      let seed = UInt64(number / 6 * 100 + number % 6)
      guard let dataFolder,
        let words = try SpokenWords(
          folder: dataFolder + "/fsdd", speaker: speaker, perWord: 2, seed: seed)
      else { return nil }
      self.words = words
      var network = try BoardLibrary.network("words12")
      network.couplings = WordStudy.synapses(seed)
      model = network.model(seed: seed)
      task = WordStudy.task(words, seed)
    }

    /// `[word][answer]`: how often the tests of a word got an answer.
    func counts(_ model: NetworkModel, taps: [Int32]) -> [[Double]] {
      var counts = [[0.0, 0], [0, 0]]
      for utterance in words.test {
        let states = Response.of(
          model, taps: taps, to: WordStudy.example(utterance), interval: interval)
        let end = states.last ?? []
        counts[utterance.word][end[11] > end[10] ? 1 : 0] += 1
      }
      return counts
    }

    func accuracy(_ model: NetworkModel, taps: [Int32]) -> Double {
      let counts = counts(model, taps: taps)
      return (counts[0][0] + counts[1][1]) / counts.joined().reduce(0, +)
    }
  }

  /// Half of all synapses, drawn; those from inputs to outputs always.
  fileprivate static func synapses(_ seed: UInt64) -> [Coupling] {
    var generator = RandomGenerator(seed: seed, stream: 0x5359_4E41)
    return (0..<12).flatMap { to in
      (0..<12).compactMap { from in
        let isKept = generator.next() >> 63 == 1
        guard from != to, isKept || (to >= 10 && from < 3) else { return nil }
        return Coupling(to: to, from: from)
      }
    }
  }

  fileprivate static func example(
    _ utterance: (currents: [[Double]], word: Int)
  ) -> NetworkTask.Example {
    NetworkTask.Example(
      inputs: Array(utterance.currents.prefix(readAt)),
      targets: Array(
        repeating: [0, 1].map { $0 == utterance.word ? 0.8 : 0.2 }, count: readAt))
  }

  fileprivate static func task(_ words: SpokenWords, _ seed: UInt64) -> NetworkTask {
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
