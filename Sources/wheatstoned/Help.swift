import DeviceProgram

/// What `--help` says.
func printHelp() {
  line("usage: wheatstoned PLAN JOURNAL [--trials N] [--once] [--realtime PRIORITY]")
  line("       wheatstoned PLAN [JOURNAL] --dry-run")
  line("       wheatstoned PLAN --safe")
  line("")
  line("Runs a plan (wheatstone plan BOARD TASK -o PLAN) on the board that it is wired for.")
  line("Goes on where the journal ends, or begins it. SIGTERM and SIGINT end the run after the")
  line("trial.")
  line("")
  line("  --trials N           stop after N trials of this session")
  line("  --once               stop after one update")
  line("  --realtime PRIORITY  run before all ordinary programs, 1 to 99")
  line("  --dry-run            check plan and journal, say what a trial costs; open no bus")
  line("  --safe               only bring the board to its safe state")
  line("  --version, --help")
  line("")
  line("exit status: 0 done, or stopped and ready to go on; 64 usage; 65 plan or journal cannot be")
  line("used; 69 a bus or line cannot be opened; 71 not enough memory; 74 a file cannot be read or")
  line("written; 80 + kind: a fault of the board, as the journal names it")
}

private func line(_ text: StaticString) {
  var message = Message()
  message.append(text)
  _ = message.write(to: 1)
}
