import ArgumentParser
import Foundation

/// The standard output. What cannot be written ends the program with the status that says so, not
/// with a trap and not with success.
enum Output {
  /// A reader that goes away must not end the program in the middle of a run; its going shows as an
  /// error of the next write.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // Streams that whoever started the program closed.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  /// Throws the status to end with.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      // Nobody listens any more: nothing to say.
      if errno == EPIPE { throw Status.inputOutput.exitCode }
      throw Failure.end(
        .inputOutput, "error: the standard output cannot be written: \(error.localizedDescription)")
    }
  }

  static func line(_ text: String) throws { try write(text + "\n") }
}
