/// `text` as a string of gnuplot that nothing inside can end: in single quotes no escape, variable
/// or command is looked for, and only the quote itself is doubled.
func gnuplotQuoted(_ text: String) -> String {
  "'" + printable(text).replacing("'", with: "''") + "'"
}

/// Marks as `('10 mV' 0.01, ...)`. Their labels are formats of gnuplot: `%` is doubled.
func gnuplotTicks(_ ticks: [AxisTick]) -> String {
  let marks = ticks.map { tick in
    "\(gnuplotQuoted(tick.label.replacing("%", with: "%%"))) \(tick.value)"
  }
  return "(" + marks.joined(separator: ", ") + ")"
}
