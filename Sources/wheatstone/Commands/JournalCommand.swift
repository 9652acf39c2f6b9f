import ArgumentParser
import Curves

struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Verify or show a journal.",
    subcommands: [Verify.self, Show.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Say whether a journal is sound, and what opening it recovered.",
      discussion: "Ends with 2 where it is not sound.")

    @Argument(help: "The journal.", completion: .file())
    var journal: String

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      let found = verification(try readJournal(journal, withTaps: true))
      try Output.write(json ? found.json + "\n" : found.text)
      if !found.isSound { throw Status.badFile.exitCode }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "List a journal's header, checkpoint and records.")

    @Argument(help: "The journal.", completion: .file())
    var journal: String

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      let listing = journalListing(try readJournal(journal, withTaps: true))
      try Output.write(json ? listing.json + "\n" : listing.text)
    }
  }
}
