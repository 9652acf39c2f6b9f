import ArgumentParser

@main
enum Program {
  static func main() {
    Output.prepare()
    Wheatstone.main()
  }
}

struct Wheatstone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wheatstone",
    abstract: "Makes a network of resistors learn, by what each element sees at its own two ends.",
    discussion: """
      Start with `wheatstone learn`: a simulated board of sixteen digital potentiometers learns to \
      tell three species of iris.

      BOARD is a board file, a folder with a board.yaml, or the name of a folder in boards/.

      Exit codes: 0 success; 1 a fault of the board ended the run in its safe state, or a figure missed a bar; 2 a mistake in \
      a board, task, taps, plan or journal file, named with its place, or a journal of another run; \
      64 a mistake on the command line; 74 a journal, plan, picture or the output could not be read \
      or written; 130 interrupted, in the safe state, to be continued with --resume.

      Environment: NO_COLOR turns colours off; XDG_STATE_HOME says where journals go that are not \
      named (default ~/.local/state).
      """,
    version: "0.1.0",
    subcommands: [
      LearnCommand.self, MeasureCommand.self, CheckCommand.self, NetlistCommand.self,
      PlanCommand.self, CurveCommand.self, JournalCommand.self, CalibrateCommand.self,
      WiringCommand.self, DoctorCommand.self, ReproduceCommand.self, RelaxCommand.self,
      ClassifyCommand.self,
    ])
}
