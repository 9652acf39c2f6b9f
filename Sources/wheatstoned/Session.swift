import BoardInterface
import DeviceProgram
import Journal
import JournalFile
import LearningRun
import LinuxBoard
import Plan

/// One session of learning on an open board.
struct Session: ~Copyable {
  let options: Options
  let journalArgument: Int32
  var manager = ServiceManager()
  var histogram = StepHistogram()
  private var lastStatus: UInt64 = 0

  init(_ options: Options) {
    self.options = options
    journalArgument = options.journal
  }

  /// Learns until the plan's trials are done, those asked for are, or a signal says to stop. The
  /// board is safe in any case when it returns.
  @inline(never)
  mutating func learn<B: Board & ~Copyable>(
    _ learning: inout LearningRun, on board: inout B, journal: inout JournalWriter<FileStorage>
  ) throws(Failure) {
    let first = learning.trial
    do throws(RunError) {
      try learning.begin(on: &board, journal: &journal)
      manager.say("READY=1\nSTATUS=learning")
      while !learning.isFinished {
        if learning.mayPause, wantsToStop(learning.trial &- first) { break }
        let started = board.nowMicroseconds()
        _ = try learning.step(on: &board, journal: &journal)
        let now = board.nowMicroseconds()
        histogram.record(microseconds: now &- started)
        manager.isAlive(at: now)
        if now &- lastStatus >= Self.statusMicroseconds {
          lastStatus = now
          sayStatus(learning)
        }
      }
      manager.say("STOPPING=1")
      // Before the safe state, whose record closes the session.
      try learning.note(histogram.timing, on: &board, journal: &journal)
      if learning.isFinished {
        try learning.finish(on: &board, journal: &journal)
      } else {
        try learning.pause(on: &board, journal: &journal)
      }
    } catch {
      manager.say("STOPPING=1")
      switch error {
      case .board(let fault): throw Failure(ending: fault)
      case .journal(let reason): throw Failure(reason, argument: journalArgument)
      }
    }
  }

  private func wantsToStop(_ trials: UInt64) -> Bool {
    RealTime.stopRequested || (options.trials > 0 && trials >= options.trials)
  }

  private static var statusMicroseconds: UInt64 { 5_000_000 }

  /// For `systemctl status`.
  private func sayStatus(_ learning: borrowing LearningRun) {
    guard manager.isThere else { return }
    var message = Message()
    message.append("STATUS=trial ")
    message.append(learning.trial)
    message.append(" of ")
    message.append(learning.plan.header.trials)
    message.append(", median trial ")
    message.append(histogram.percentile(perMille: 500))
    message.append(" us, 99 % within ")
    message.append(histogram.percentile(perMille: 990))
    message.append(" us")
    message.withBytes { manager.say($0) }
  }
}

extension StepHistogram {
  /// What the journal keeps.
  var timing: StepTiming {
    StepTiming(
      count: UInt32(clamping: count), p50: UInt32(clamping: percentile(perMille: 500)),
      p99: UInt32(clamping: percentile(perMille: 990)),
      p999: UInt32(clamping: percentile(perMille: 999)), longest: UInt32(clamping: longest))
  }
}
