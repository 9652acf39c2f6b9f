/// Looks over a YAML text before the parser sees it, and refuses what a board or task file never
/// needs but a hostile one could use: tags, anchors and aliases (a few lines of them describe more
/// nodes than there is memory), deep nesting (the parser is recursive), complex keys, text over
/// several lines. Linear in the text's length, allocates only a stack of at most 32 indentations.
struct TextGuard {
  static let byteLimit = 4 << 20
  static let depthLimit = 32
  /// Commas and lines together: bounds how many values there can be.
  static let itemLimit = 400_000

  private let bytes: [UInt8]
  private let file: String
  private var line = 0
  private var flowDepth = 0
  private var indents: [Int] = []
  private var items = 0
  /// The last byte that is not a space, on any line before; a newline stands for "none yet".
  private var lastSignificant = UInt8(ascii: "\n")

  private init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The first thing to refuse; nil if the parser may have the text.
  static func refusal(of bytes: [UInt8], file: String) -> Diagnostic? {
    if bytes.count > byteLimit {
      return Diagnostic(
        file: file, message: "the file is too long", value: "\(bytes.count) bytes",
        allowed: "up to \(byteLimit) bytes")
    }
    var guardian = TextGuard(bytes, file: file)
    do {
      try guardian.scan()
      return nil
    } catch {
      return error
    }
  }

  private mutating func scan() throws(Diagnostic) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count && bytes[end] != UInt8(ascii: "\n") { end += 1 }
      line += 1
      try countItem(at: 0)
      try refuseForeignBreaks(start, end)
      try scanLine(start, end)
      start = end + 1
    }
  }

  private func refuse(_ column: Int, _ message: String, _ allowed: String? = nil) -> Diagnostic {
    Diagnostic(file: file, line: line, column: column + 1, message: message, allowed: allowed)
  }

  private mutating func countItem(at column: Int) throws(Diagnostic) {
    items += 1
    if items > Self.itemLimit {
      throw refuse(column, "the file has too many values", "up to \(Self.itemLimit)")
    }
  }

  private mutating func scanLine(_ start: Int, _ end: Int) throws(Diagnostic) {
    var at = start
    while at < end && bytes[at] == UInt8(ascii: " ") { at += 1 }
    if at < end && bytes[at] == UInt8(ascii: "\t") {
      throw refuse(at - start, "a tab in the indentation", "spaces")
    }
    if at == end || bytes[at] == UInt8(ascii: "\r") || bytes[at] == UInt8(ascii: "#") {
      return try checkControls(at, end, start)
    }
    if flowDepth == 0 { try indent(to: at - start) }
    // What stands before a token decides what it can be; at the start of a line, nothing does.
    var before = UInt8(ascii: "\n")
    var spaced = true
    while at < end {
      let byte = bytes[at]
      let column = at - start
      if byte < 32 && byte != 9 && !(byte == 13 && at + 1 == end) || byte == 127 {
        throw refuse(column, "a control character", "text")
      }
      let next = at + 1 < end ? bytes[at + 1] : UInt8(ascii: " ")
      if byte == UInt8(ascii: " ") || byte == 9 || byte == 13 {
        spaced = true
        at += 1
        continue
      }
      if byte == UInt8(ascii: "#") && spaced { return try checkControls(at, end, start) }
      if isTokenStart(before, spaced) {
        try refuseIndicators(byte, next, column)
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          at = try endOfQuote(byte, at, end, start)
          before = byte
          lastSignificant = byte
          spaced = false
          continue
        }
        if byte == UInt8(ascii: "-") && isSpace(next) && flowDepth == 0 {
          try indent(to: column + 1)
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        throw refuse(column, "a quote inside a value", "quotes around the whole value")
      }
      try countStructure(byte, column)
      before = byte
      // `a:b` is one word, `a: b` is a key; the same for `-`.
      if (byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")) && !isSpace(next) {
        before = UInt8(ascii: "x")
      }
      lastSignificant = before
      spaced = false
      at += 1
    }
  }

  private mutating func countStructure(_ byte: UInt8, _ column: Int) throws(Diagnostic) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      flowDepth += 1
      if flowDepth + indents.count > Self.depthLimit {
        throw refuse(column, "nested too deeply", "up to \(Self.depthLimit) levels")
      }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      flowDepth = max(0, flowDepth - 1)
    case UInt8(ascii: ","):
      try countItem(at: column)
    default: break
    }
  }

  /// A token starts behind an indicator, or at the start of a line that continues nothing.
  private func isTokenStart(_ before: UInt8, _ spaced: Bool) -> Bool {
    switch before {
    case UInt8(ascii: "\n"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): true
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case UInt8(ascii: ":"), UInt8(ascii: "-"): spaced
    default: false
    }
  }

  private func refuseIndicators(
    _ byte: UInt8, _ next: UInt8, _ column: Int
  ) throws(Diagnostic) {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      throw refuse(column, "anchors and aliases are not used here", "write the value out")
    case UInt8(ascii: "!"):
      throw refuse(column, "tags are not used here", "the value alone")
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw refuse(column, "text over several lines is not used here", "text on one line")
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      throw refuse(column, "a value cannot begin like this", "a name, a number, [ or {")
    case UInt8(ascii: "?"):
      throw refuse(column, "complex keys are not used here", "key: value")
    case UInt8(ascii: ":") where isSpace(next) || flowDepth > 0:
      // Behind a quoted key this is the key's own colon.
      if lastSignificant != UInt8(ascii: "\"") && lastSignificant != UInt8(ascii: "'") {
        throw refuse(column, "a key is missing before the colon", "key: value")
      }
    case UInt8(ascii: "<") where next == UInt8(ascii: "<"):
      throw refuse(column, "merge keys are not used here", "write the values out")
    default: break
    }
  }

  private mutating func endOfQuote(
    _ quote: UInt8, _ from: Int, _ end: Int, _ start: Int
  ) throws(Diagnostic) -> Int {
    // At the start of a line a quote could also stand inside a text that began on an earlier line.
    let opensLine = bytes[start..<from].allSatisfy { $0 == UInt8(ascii: " ") }
    let continues: [UInt8] = [10, 44, 91, 123]
    if opensLine && !continues.contains(lastSignificant) {
      throw refuse(from - start, "a quote cannot begin this line", "quotes behind a colon or dash")
    }
    var at = from + 1
    while at < end && bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\\") || bytes[at] < 32 || bytes[at] == 127 {
        throw refuse(at - start, "a backslash or control character in quotes", "plain text")
      }
      at += 1
    }
    if at >= end { throw refuse(from - start, "a quote that does not end on its line") }
    at += 1
    var next = at
    while next < end && isSpace(bytes[next]) { next += 1 }
    let follower = next < end ? bytes[next] : UInt8(ascii: ",")
    let followers: [UInt8] = [44, 93, 125, 58, 35]
    if !followers.contains(follower) || (follower == 35 && next == at) {
      throw refuse(next - start, "text behind a closing quote", "a comma, a bracket or a new line")
    }
    return at
  }

  /// Opens a block at `column`, closing those further right.
  private mutating func indent(to column: Int) throws(Diagnostic) {
    while let last = indents.last, last > column { indents.removeLast() }
    if indents.last != column { indents.append(column) }
    if indents.count > Self.depthLimit {
      throw refuse(column, "nested too deeply", "up to \(Self.depthLimit) levels")
    }
  }

  /// YAML ends a line at three more characters, which would let a comment end unseen.
  private func refuseForeignBreaks(_ start: Int, _ end: Int) throws(Diagnostic) {
    for at in start..<end where bytes[at] >= 0x80 {
      let isNextLine = bytes[at] == 0xC2 && at + 1 < end && bytes[at + 1] == 0x85
      let isSeparator =
        bytes[at] == 0xE2 && at + 2 < end && bytes[at + 1] == 0x80
        && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9)
      if isNextLine || isSeparator || bytes[at] == 0xEF && at + 1 < end && bytes[at + 1] == 0xBB {
        throw refuse(at - start, "a character that ends a line or marks an encoding", "plain text")
      }
    }
  }

  private func checkControls(_ from: Int, _ end: Int, _ start: Int) throws(Diagnostic) {
    for at in from..<end {
      let byte = bytes[at]
      if byte < 32 && byte != 9 && !(byte == 13 && at + 1 == end) || byte == 127 {
        throw refuse(at - start, "a control character", "text")
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}
