import Foundation
import Synchronization

/// Set by the signal handler, which may do nothing else.
private let interrupted = Atomic<Bool>(false)

/// Whether somebody asked the program to end: SIGINT, SIGTERM or SIGHUP, noted and not obeyed at
/// once, so that a run can end in the safe state. A second SIGINT ends the program as usual.
struct Interrupt: Sendable {
  init() {
    interrupted.store(false, ordering: .relaxed)
    // Whoever started this program may have had them blocked.
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      // Under nohup a hang-up is ignored, and stays so.
      unsafe sigaction(number, nil, &action)
      if number == SIGHUP, action.isIgnored { continue }
      action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in
        interrupted.store(true, ordering: .relaxed)
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
      unsafe sigaction(number, &action, nil)
      unsafe sigaddset(&mask, number)
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  var isRaised: Bool { interrupted.load(ordering: .relaxed) }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    unsafe unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
