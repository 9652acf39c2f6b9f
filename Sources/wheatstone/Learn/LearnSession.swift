import ArgumentParser
import BoardFile
import BoardInterface
import CalibratedBoard
import Curves
import DigitalBoard
import DigitalNetwork
import Foundation
import Journal
import JournalFile
import LearningEngine
import LearningRun
import Plan
import PlanImage
import SimulatedBoard
import Wiring

/// One run of one plan on a simulated board, with its journal.
struct LearnSession {
  let plan: PlanMemory
  let stage: LearnStage
  let journalPath: String
  let resume: Bool
  let mayReplacePlan: Bool
  /// Of a board that has nothing else.
  var threads = 1
  /// Looks at updates, where it was asked for.
  var alignment: AlignmentMeter?

  init(
    image: [UInt8], stage: LearnStage, journalPath: String, resume: Bool, mayReplacePlan: Bool
  ) throws {
    do {
      plan = try PlanMemory(image)
    } catch {
      throw Failure.end(.badFile, "error: the compiled plan is refused: \(describe(error))")
    }
    self.stage = stage
    self.journalPath = journalPath
    self.resume = resume
    self.mayReplacePlan = mayReplacePlan
  }

  /// What is learnt, where.
  var title: String {
    let name = unsafe String(decoding: plan.plan.name(.task), as: UTF8.self)
    return "\(name) on \(stage.name), seed \(plan.plan.header.seed)"
  }

  func run(showing display: any LearnDisplay, interrupt: Interrupt) throws -> LearnResult {
    switch stage {
    case .network(let model) where model.twin != nil:
      var board = TwinNetworkBoard(model)
      return try run(on: &board, showing: display, interrupt: interrupt)
    case .network(let model):
      var board = NetworkBoard(model)
      return try run(on: &board, showing: display, interrupt: interrupt)
    case .layers: return try runLayers(showing: display, interrupt: interrupt)
    case .resistors(let model, let faults, let depth):
      return try run(
        model, faults: faults, at: depth, showing: display, interrupt: interrupt)
    }
  }

  private func runLayers(
    showing display: any LearnDisplay, interrupt: Interrupt
  ) throws -> LearnResult {
    let arena = Arena(byteCount: DigitalBoard.byteCount(for: plan.plan, threads: threads))
    defer { withExtendedLifetime(arena) {} }
    do {
      var board = unsafe try DigitalBoard(plan: plan.plan, threads: threads, block: arena.base)
      return try run(on: &board, showing: display, interrupt: interrupt)
    } catch let error as DigitalShapeError {
      throw Failure.end(.badFile, "error: the compiled plan has no layers: \(error)")
    }
  }

  private func run(
    _ model: BoardModel, faults: [FaultInjection], at depth: SimulationDepth,
    showing display: any LearnDisplay, interrupt: Interrupt
  ) throws -> LearnResult {
    switch depth {
    case .network:
      let board = try Failure.reportingFiles { try SimulatedBoard(model, faults: faults) }
      return try run(correcting: board, showing: display, interrupt: interrupt)
    case .bytes:
      let access = try WiredAccess(plan, board: model.name)
      var (result, report) = try access.withEmulated(model, faults: faults) {
        try run(correcting: $0, showing: display, interrupt: interrupt)
      }
      result.buses = report
      return result
    case .hardware:
      let access = try WiredAccess(plan, board: model.name)
      var result = try access.withHardware {
        try run(correcting: $0, showing: display, interrupt: interrupt)
      }
      result.buses = BusReport(access.budget())
      return result
    }
  }

  /// The plan's wiring, which may hold nothing but corrections; nil where it has none.
  private func anyWiring() throws -> Wiring? {
    guard plan.plan.wiringCount > 0 else { return nil }
    do {
      return unsafe try Wiring(checking: plan.plan.wiring)
    } catch {
      throw Failure.end(.badFile, "error: the compiled wiring is refused: \(error)")
    }
  }

  /// Runs on `board` as it is, or behind the corrections that the plan brings.
  private func run<B: Board & ~Copyable>(
    correcting board: consuming B, showing display: any LearnDisplay, interrupt: Interrupt
  ) throws -> LearnResult {
    guard let wiring = try anyWiring(), wiring.isCorrected else {
      return try run(on: &board, showing: display, interrupt: interrupt)
    }
    let arena = Arena(byteCount: CalibratedBoard<B>.byteCount(for: wiring))
    defer { withExtendedLifetime(arena) {} }
    var corrected = unsafe CalibratedBoard(board, wiring: wiring, block: arena.base)
    return try run(on: &corrected, showing: display, interrupt: interrupt)
  }

  private func run<B: Board & ~Copyable>(
    on board: inout B, showing display: any LearnDisplay, interrupt: Interrupt
  ) throws -> LearnResult {
    let arena = Arena(byteCount: Engine.byteCount(for: plan.plan))
    let scratch = Arena(byteCount: JournalLayout.writerScratchBytes)
    let layers = Arena(
      byteCount: plan.plan.isLayered ? Engine.layersByteCount(for: plan.plan) : 0)
    defer { withExtendedLifetime((arena, layers, scratch)) {} }
    var run = unsafe LearningRun(plan: plan.plan, block: arena.base, layers: layers.base)
    var journal = try openJournal(&run, scratch)
    let first = run.trial
    let clock = ContinuousClock()
    let started = clock.now
    var progress = LearnProgress(plan: plan.plan, first: first)
    var fault: BoardFault?
    var epochs = EpochTable(plan.plan, first: first)
    do {
      try run.begin(on: &board, journal: &journal)
      let learningStarted = clock.now
      display.begin(progress)
      if first > 0, plan.plan.header.storesStates == 1 {
        Failure.report(
          "warning: the journal does not hold the states of examples (initialStates: stored): they "
            + "begin at rest, and the run ends near an uninterrupted one's end, not bit for bit there"
        )
      }
      if let epochs { display.keep(epochs.heading) }
      while !run.isFinished {
        if interrupt.isRaised || display.hasFailed, run.mayPause { break }
        if let alignment {
          run.withTaps { alignment.willRun(trial: run.trial, $0, $1) }
        }
        let outcome = try run.step(on: &board, journal: &journal)
        if let alignment, let cosine = run.withTaps({ alignment.didRun($0, $1) }) {
          try run.note(alignment: cosine, on: &board, journal: &journal)
        }
        progress.add(outcome, trial: run.trial)
        // The last one's evaluation is the run's.
        if epochs?.isDue(run.trial) == true, !run.isFinished,
          let line = epochs?.line(run, elapsed: clock.now - learningStarted)
        {
          display.keep(line)
        }
        if progress.isGlanceDue {
          progress.elapsed = clock.now - learningStarted
          display.update(progress)
        }
      }
      progress.elapsed = clock.now - learningStarted
      display.end(progress)
      try run.finish(on: &board, journal: &journal)
      if run.isFinished, epochs?.isDue(run.trial) == true,
        let line = epochs?.line(run, elapsed: progress.elapsed)
      {
        display.keep(line)
      }
    } catch {
      display.end(progress)
      switch error {
      case .board(let found): fault = found
      case .journal(let error):
        throw Failure.end(
          .inputOutput,
          "error: \(describe(error, file: journalPath)); the board is in its safe state")
      }
    }
    let taps = run.withTaps { taps, _ in taps.indices.map { taps[$0] } }
    return LearnResult(
      curve: try readCurve(), seed: plan.plan.header.seed, trials: run.trial,
      trialsNow: run.trial - first, taps: taps, learning: progress.elapsed,
      total: clock.now - started, isInterrupted: fault == nil && !run.isFinished,
      fault: fault.map { stage.faultName($0) },
      unseenExamples: plan.plan.testCount)
  }

  /// What the journal now says: the result is read from where it will be read later.
  private func readCurve() throws -> LearningCurve {
    do {
      return LearningCurve(try JournalContents(reading: journalPath))
    } catch {
      throw Failure.end(.inputOutput, "error: \(error)")
    }
  }

  private func openJournal(
    _ run: inout LearningRun, _ scratch: Arena
  ) throws -> JournalWriter<FileStorage> {
    do {
      if resume {
        if mayReplacePlan { try checkIsSameRun() }
        let storage = try Self.storage(journalPath, isNew: false)
        guard
          let writer = unsafe try run.resume(
            from: storage, mayReplacePlan: mayReplacePlan, scratch: scratch.buffer)
        else {
          throw Failure.end(
            .badFile, "error: \(journalPath): its checkpoint does not fit this board and task")
        }
        return writer
      }
      guard !FileManager.default.fileExists(atPath: journalPath) else {
        throw Failure.end(
          .inputOutput,
          "error: \(journalPath) is there already; add --resume to go on with it, or name another")
      }
      let storage = try Self.storage(journalPath, isNew: true)
      return unsafe try JournalWriter.create(
        on: storage, header: LearningRun.journalHeader(for: plan.plan), scratch: scratch.buffer)
    } catch let error as JournalError {
      if !resume { removeUnfinished() }
      throw Failure.end(
        error.reason == .storage ? .inputOutput : .badFile,
        "error: \(describe(error, file: journalPath))")
    } catch let error as StorageError {
      throw Failure.end(.inputOutput, "error: \(describe(error, file: journalPath))")
    }
  }

  /// A journal that could not be made must not stand in the way of the next attempt.
  private func removeUnfinished() {
    try? FileManager.default.removeItem(atPath: journalPath)
  }

  /// More trials make another plan of the same run; another board or task would spoil the journal.
  private func checkIsSameRun() throws {
    let journal = try readJournal(journalPath)
    let task = unsafe String(decoding: plan.plan.name(.task), as: UTF8.self)
    guard journal.board == stage.name, journal.task == task else {
      throw Failure.end(
        .badFile,
        "error: \(journalPath) is of \(journal.task) on \(journal.board), not of \(task) on "
          + "\(stage.name); name its board and task, or another journal")
    }
  }

  private static func storage(
    _ path: String, isNew: Bool
  ) throws(StorageError) -> FileStorage {
    let bytes = path.utf8CString
    return try unsafe bytes.span.withUnsafeBufferPointer { (name) throws(StorageError) in
      // A C string has at least its final zero.
      guard let name = name.baseAddress else { throw StorageError(.open, errorNumber: 0) }
      return unsafe try isNew ? FileStorage(creating: name) : FileStorage(writingTo: name)
    }
  }
}
