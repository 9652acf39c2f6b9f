import Curves
import Foundation
import Journal

/// The emulated machine with its model: programs and plans go in, journals come out.
final class Machine {
  let guest: Guest
  let model: ModelServer

  /// Connects to a machine that `tools/hil/machine start` has booted, and loads the bus bridge.
  init(directory: String, program: [UInt8], bridge parameters: String = "") throws {
    guest = try Guest(path: directory + "/control.sock")
    model = try ModelServer(path: directory + "/bus.sock")
    try guest.load(parameters)
    try model.waitForHello(seconds: 10)
    try guest.write("/tmp/wheatstoned", program, mode: 0o755)
  }

  static let program = "/tmp/wheatstoned"
  static let plan = "/tmp/plan"
  static let journal = "/tmp/journal"

  /// Loads the bridge anew, as after a boot with other hardware before it.
  func reload(_ parameters: String) throws {
    try guest.unload()
    try guest.load(parameters)
    try model.waitForHello(seconds: 10)
  }

  /// Runs the program on a fresh journal, or on the one that is there.
  func run(
    _ subject: Subject, _ session: ModelServer.Session, options: [String] = [],
    keepsJournal: Bool = false
  ) throws -> Guest.Exit {
    model.begin(session)
    try guest.write(Self.plan, subject.image)
    if !keepsJournal { try? guest.delete(Self.journal) }
    return try guest.run([Self.program, Self.plan, Self.journal] + options)
  }

  /// The same on a fresh journal, with the most memory that was resident when it was well under way.
  func runWatched(
    _ subject: Subject, _ session: ModelServer.Session
  ) throws -> (Guest.Exit, residentKibibytes: Int) {
    model.begin(session)
    try guest.write(Self.plan, subject.image)
    try? guest.delete(Self.journal)
    let program = try guest.start([Self.program, Self.plan, Self.journal])
    usleep(400_000)
    let status = (try? guest.read("/proc/\(program.process)/status")) ?? []
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    let number = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    return (try guest.wait(program), number)
  }

  /// The journal as it stands in the guest.
  func readJournal() throws -> JournalContents {
    let bytes = try guest.read(Self.journal)
    let path = NSTemporaryDirectory() + "hil-\(UUID().uuidString).journal"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try JournalContents(reading: path, withTaps: true)
  }
}
