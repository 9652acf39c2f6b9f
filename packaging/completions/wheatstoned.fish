# fish completion for wheatstoned(8)
complete -c wheatstoned -l trials -x -d 'Stop after this many trials of this session'
complete -c wheatstoned -l once -d 'Stop after one update'
complete -c wheatstoned -l realtime -x -d 'Run before all ordinary programs, 1 to 99'
complete -c wheatstoned -l dry-run -d 'Check plan and journal, say what a trial costs; open no bus'
complete -c wheatstoned -l safe -d 'Only bring the board to its safe state'
complete -c wheatstoned -l version -d 'Print the version'
complete -c wheatstoned -s h -l help -d 'Print a summary'
