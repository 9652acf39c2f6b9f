internal import Curves
internal import Foundation
internal import Synchronization

/// Figures that are trained, measured and drawn into a folder. What is done stays there, so that an
/// interrupted reproduction goes on.
public struct Reproduction: Sendable {
  public var figures: [Figure]
  public var isQuick: Bool
  public var folder: String
  public var dataFolder: String?
  /// Studies at a time.
  public var workers: Int
  /// Which studies' seeds run; nil: all.
  public var seedLimit: Int?

  public init(
    _ figures: [Figure], isQuick: Bool, folder: String, dataFolder: String?, workers: Int
  ) {
    self.figures = figures
    self.isQuick = isQuick
    self.folder = folder
    self.dataFolder = dataFolder
    self.workers = max(workers, 1)
  }

  /// What one figure came to.
  public struct Outcome: Codable, Sendable {
    public var figure: String
    public var title: String
    public var isQuick: Bool
    public var claims: [Claim]
    public var pictures: [String]
    /// Of computing, all workers together.
    public var seconds: Double
    /// Why a part is missing.
    public var skipped: [String]
    /// Why there is no picture.
    public var undrawn: String?
  }

  /// Runs what is not done yet, and draws. Throws ``ReproductionProgress/Interrupted`` where `progress` says to stop.
  public func run(_ progress: ReproductionProgress) throws -> [Outcome] {
    let store = RecordStore(folder: folder, isQuick: isQuick)
    try store.prepare()
    let jobs = jobs
    for job in jobs { progress.add(job.name, weight: job.study.secondsPerSeed) }
    let shared = Mutex(Shared(waiting: jobs[...]))
    DispatchQueue.concurrentPerform(iterations: min(workers, max(jobs.count, 1))) { _ in
      // After an error the others end with what they are at.
      while let job = shared.withLock({ $0.error == nil ? $0.waiting.popFirst() : nil }) {
        do {
          let record = try run(job, store, progress)
          shared.withLock { $0.records.append(record) }
        } catch {
          shared.withLock { $0.error = $0.error ?? error }
        }
      }
    }
    let records = try shared.withLock { shared in
      if let error = shared.error { throw error }
      return shared.records
    }
    return try figures.map { try finish($0, records, store) }
  }

  private struct Shared {
    var waiting: ArraySlice<Job>
    var records: [StudyRecord] = []
    var error: (any Error)?
  }

  private struct Job: Sendable {
    var study: Study
    var seed: Int
    var name: String { "\(study.name)-\(seed)" }
  }

  /// Each study once, the longest first, so that no worker is left alone at the end.
  private var jobs: [Job] {
    var seen: Set<String> = []
    let studies = figures.flatMap(\.studies).filter { seen.insert($0.name).inserted }
    return studies.flatMap { study in
      (0..<min(isQuick ? study.quickSeeds : study.seeds, seedLimit ?? .max)).map {
        Job(study: study, seed: $0)
      }
    }.sorted { ($1.study.secondsPerSeed, $0.name) < ($0.study.secondsPerSeed, $1.name) }
  }

  private func run(
    _ job: Job, _ store: RecordStore, _ progress: ReproductionProgress
  ) throws -> StudyRecord {
    if let known = store.record(job.name) {
      progress.finish(job.name, wasKnown: true)
      return known
    }
    try progress.check()
    progress.begin(job.name)
    let clock = ContinuousClock()
    let started = clock.now
    var record = StudyRecord(study: job.study.name, seed: job.seed, isQuick: isQuick)
    let context = StudyContext(dataFolder: dataFolder) { share in
      try progress.update(job.name, share: share)
    }
    try job.study.run(&record, context)
    record.seconds = (clock.now - started) / .seconds(1)
    // Missing data may be there the next time.
    if record.skipped == nil { try store.keep(record, as: job.name) }
    progress.finish(job.name, wasKnown: false)
    return record
  }

  private func finish(
    _ figure: Figure, _ records: [StudyRecord], _ store: RecordStore
  ) throws -> Outcome {
    let names = Set(figure.studies.map(\.name))
    let own = records.filter { names.contains($0.study) }
    var outcome = Outcome(
      figure: figure.name, title: figure.title, isQuick: isQuick,
      claims: figure.claims(from: own), pictures: [],
      seconds: own.map(\.seconds).reduce(0, +),
      skipped: Set(own.compactMap(\.skipped)).sorted())
    do {
      for (name, plot) in figure.plots(from: own).sorted(by: { $0.key < $1.key }) {
        for format in [PictureFormat.svg, .png] {
          let file = "figure-\(name).\(format.rawValue)"
          try writePlot(plot, as: format, to: folder + "/" + file)
          outcome.pictures.append(file)
        }
      }
    } catch {
      outcome.undrawn = "\(error)"
    }
    try store.write(outcome, to: "figure-\(figure.name).json")
    return outcome
  }
}
