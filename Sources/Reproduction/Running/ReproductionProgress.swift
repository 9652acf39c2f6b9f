internal import Foundation
internal import Synchronization

/// How far a reproduction is; told by all workers.
public final class ReproductionProgress: Sendable {
  /// The user has stopped it.
  public struct Interrupted: Error {
    public init() {}
  }

  public struct State: Sendable {
    /// 0 to 1.
    public var share = 0.0
    public var secondsLeft: Double?
    public var running: [String] = []
    public var done = 0
    public var total = 0
  }

  private struct Job {
    var weight: Double
    var share = 0.0
    var isRunning = false
    var wasKnown = false
  }

  private struct Inner {
    var jobs: [String: Job] = [:]
    var started: ContinuousClock.Instant?
  }

  private let inner = Mutex(Inner())
  private let isStopped: @Sendable () -> Bool
  private let show: @Sendable (State) -> Void

  /// `isStopped` and `show` are called often, by any thread.
  public init(
    isStopped: @escaping @Sendable () -> Bool, show: @escaping @Sendable (State) -> Void
  ) {
    self.isStopped = isStopped
    self.show = show
  }

  func add(_ name: String, weight: Double) {
    inner.withLock { $0.jobs[name] = Job(weight: weight) }
  }

  func begin(_ name: String) {
    inner.withLock {
      $0.jobs[name]?.isRunning = true
      if $0.started == nil { $0.started = .now }
    }
    show(state)
  }

  func update(_ name: String, share: Double) throws {
    try check()
    inner.withLock { $0.jobs[name]?.share = min(max(share, 0), 1) }
    show(state)
  }

  func finish(_ name: String, wasKnown: Bool) {
    inner.withLock {
      $0.jobs[name]?.share = 1
      $0.jobs[name]?.isRunning = false
      $0.jobs[name]?.wasKnown = wasKnown
    }
    show(state)
  }

  func check() throws {
    if isStopped() { throw Interrupted() }
  }

  public var state: State {
    inner.withLock { inner in
      var state = State()
      let all = inner.jobs.values.map(\.weight).reduce(0, +)
      let known = inner.jobs.values.filter(\.wasKnown).map(\.weight).reduce(0, +)
      let done = inner.jobs.values.map { $0.weight * $0.share }.reduce(0, +)
      state.share = all > 0 ? done / all : 1
      state.running = inner.jobs.filter(\.value.isRunning).keys.sorted()
      state.done = inner.jobs.values.count { $0.share == 1 }
      state.total = inner.jobs.count
      if let started = inner.started, done - known > 0.01 * all {
        let elapsed = (ContinuousClock.now - started) / .seconds(1)
        state.secondsLeft = elapsed * (all - done) / (done - known)
      }
      return state
    }
  }
}
