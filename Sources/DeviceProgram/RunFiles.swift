import CDevice
import Journal
import JournalFile
import LearningRun
import Plan

/// The plan that the command line names, checked. `unusable`: the status where it may not be used.
@inline(never)
public func openPlan(
  _ argument: Int32, unusable: Int32 = Failure.badInput
) throws(Failure) -> Plan {
  let image = unsafe try mapFile(argument: argument)
  do throws(PlanError) { return unsafe try Plan(checking: image) } catch {
    var failure = Failure(error, argument: argument)
    if failure.status == Failure.badInput { failure.status = unusable }
    throw failure
  }
}

/// The journal, to go on from where it ends, or made where there is none. `learning` is brought to
/// its newest checkpoint. `unusable`: the status where the journal is of another plan, or damaged.
@inline(never)
public func openJournal(
  _ argument: Int32, plan: Plan, unusable: Int32, _ learning: inout LearningRun
) throws(Failure) -> JournalWriter<FileStorage> {
  let header = LearningRun.journalHeader(for: plan)
  let scratch = unsafe try mapMemory(byteCount: JournalLayout.writerScratchBytes)
  guard let path = unsafe wheatstone_argument(argument) else { throw .noArgument }
  if let storage = try existingJournal(argument) {
    var refused: JournalError?
    do throws(JournalError) {
      if let writer = unsafe try learning.resume(
        from: storage, mayReplacePlan: false, scratch: scratch)
      {
        return writer
      }
    } catch { refused = error }
    guard let refused else {
      throw Failure(
        unusable, argument: argument,
        "the journal's checkpoint does not fit the plan: name another journal")
    }
    // One that a power cut kept from being begun is begun anew.
    if refused.reason != .notBegun {
      throw Failure(resuming: refused, argument: argument, unusable: unusable)
    }
  }
  let storage: FileStorage
  do throws(StorageError) { storage = unsafe try FileStorage(creating: path) } catch {
    throw Failure(error, argument: argument)
  }
  do throws(JournalError) {
    return unsafe try JournalWriter.create(on: storage, header: header, scratch: scratch)
  } catch { throw Failure(error, argument: argument) }
}

/// A journal that is there and holds something; nil where it has yet to be made. A file that was
/// made just before a power cut is empty.
@inline(never)
private func existingJournal(_ argument: Int32) throws(Failure) -> FileStorage? {
  guard let path = unsafe wheatstone_argument(argument) else { throw .noArgument }
  do throws(StorageError) {
    let storage = unsafe try FileStorage(writingTo: path)
    if storage.byteCount == 0 { return nil }
    return consume storage
  } catch {
    if error.operation == .open, error.errorNumber == 2 { return nil }
    throw Failure(error, argument: argument)
  }
}

extension Failure {
  /// Why a journal cannot be gone on with.
  fileprivate init(resuming error: JournalError, argument: Int32, unusable: Int32) {
    self.init(error, argument: argument)
    if error.storageError == nil {
      status = unusable
      text = "this journal cannot be gone on with: it is of another plan, or damaged beyond use"
    }
  }
}
