import Foundation

/// Runs the engine alone, on a board without physics: for callgrind, and side by side with the same
/// loop in C. `tools/measure-speed` calls it.
@main
enum EngineBenchmark {
  static let usage = """
    usage: engine-benchmark run ELEMENTS NODES TRIALS [TAPS_PER_TRIAL]
           engine-benchmark compare ELEMENTS NODES TRIALS ROUNDS TAPS_PER_TRIAL LIBRARY...
           engine-benchmark terms ELEMENTS NODES SAMPLES TRIALS ROUNDS LIBRARY...
           engine-benchmark relax EXAMPLES FREE NUDGED ROUNDS LAYER LAYER...
           engine-benchmark digits net1|net2|net3 EPOCHS SEED FOLDER [BATCHES [THREADS [VECTORS]]]

    run: prints how many elements moved per trial; for callgrind.
    compare: prints one JSON object per round: nanoseconds per element and trial of the engine and of
    every LIBRARY (tools/speed/engine_loop.c, built as a shared object). All must agree bit for bit.
    terms: the contrast of linear couplings in trials of SAMPLES samples; nanoseconds per element and
    sample of whole trials of the engine, and of every LIBRARY (tools/speed/term_loop.c).
    relax: the relaxation of a digital network of these LAYERS, FREE and NUDGED sweeps; microseconds
    per example.
    digits: equilibrium propagation of MNIST (four idx files in FOLDER) by the digital network of
    784-500-10, 784-500-500-10 or 784-500-500-500-10 nodes; one JSON object per epoch, which has 2500
    BATCHES unless said otherwise. VECTORS: plain, avx2 or avx512, by default the widest.
    TAPS_PER_TRIAL: by how much an element moves on average; by default 0.02.
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("engine-benchmark: error: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    let numbers = words.dropFirst().prefix { Double($0) != nil }.compactMap { Double($0) }
    switch words.first {
    case "run" where words.count == numbers.count + 1 && (3...4).contains(numbers.count):
      let size = try NetworkSize(numbers[0], numbers[1], tapsPerTrial: numbers.dropFirst(3).first)
      let network = try BenchmarkNetwork(size)
      let trials = try count(numbers[2], "TRIALS")
      let moved = try network.run(trials: trials)
      print("moved \(Double(moved) / Double(trials * size.elements)) of the elements per trial")
    case "compare" where numbers.count == 5 && words.count > 6:
      let size = try NetworkSize(numbers[0], numbers[1], tapsPerTrial: numbers[4])
      let libraries = try words.dropFirst(6).map { try CLoop(path: $0) }
      let comparison = try Comparison(
        BenchmarkNetwork(size), libraries: libraries, trials: try count(numbers[2], "TRIALS"))
      for _ in 0..<(try count(numbers[3], "ROUNDS")) { print(try comparison.round()) }
    case "terms" where numbers.count == 5 && words.count > 6:
      let comparison = try TermComparison(
        elements: try count(numbers[0], "ELEMENTS"), nodes: try count(numbers[1], "NODES"),
        samples: try count(numbers[2], "SAMPLES"), trials: try count(numbers[3], "TRIALS"),
        libraries: Array(words.dropFirst(6)))
      for _ in 0..<(try count(numbers[4], "ROUNDS")) { print(try comparison.round()) }
    case "relax" where numbers.count >= 6 && words.count == numbers.count + 1:
      let relaxation = try Relaxation(numbers.dropFirst(4).map { try count($0, "LAYER") })
      for _ in 0..<(try count(numbers[3], "ROUNDS")) {
        print(
          relaxation.round(
            examples: try count(numbers[0], "EXAMPLES"), free: try count(numbers[1], "FREE"),
            nudged: try count(numbers[2], "NUDGED")))
      }
    case "digits" where (5...8).contains(words.count): try digits(Array(words.dropFirst()))
    default:
      print(usage)
      exit(64)
    }
  }

  /// net1 EPOCHS SEED FOLDER [BATCHES [THREADS [VECTORS]]]
  private static func digits(_ words: [String]) throws {
    func number(_ index: Int, _ name: String) throws -> Int {
      guard let number = Double(words[index]) else { throw BenchmarkError("\(name) is no number") }
      return try count(number, name)
    }
    var settings = try DigitSettings.named(words[0])
    if words.count > 4 { settings.batches = try number(4, "BATCHES") }
    if words.count > 5 { settings.threads = try number(5, "THREADS") }
    if words.count > 6 { try settings.limit(to: words[6]) }
    let training = try DigitTraining(
      settings, folder: words[3], seed: UInt64(try number(2, "SEED")))
    for _ in 0..<(try number(1, "EPOCHS")) { print(training.epoch()) }
  }
}

/// What went wrong, in words.
struct BenchmarkError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// A whole number of at least 1.
func count(_ number: Double, _ name: String) throws -> Int {
  guard let count = Int(exactly: number), (1...1_000_000_000).contains(count) else {
    throw BenchmarkError("\(name) is \(number); it must be a whole number from 1 to a billion")
  }
  return count
}
