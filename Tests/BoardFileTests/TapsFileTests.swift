import Testing

import BoardFile

struct TapsFileTests {
  private func read(_ text: String) throws(Diagnostics) -> [Int32] {
    let board = try BoardDescription.load(from: Fixture.location())
    return try TapsFile.read(Array(text.utf8), file: "taps", board: board)
  }

  @Test func readsOneTapPerLine() throws {
    #expect(try read("1\n2\n3\n") == [1, 2, 3])
    #expect(try read("# a comment\n\n 1 # one\r\n2\n\t127") == [1, 2, 127])
  }

  @Test(arguments: [
    (
      "1\n128\n3\n",
      "taps:2:1: error: not a tap of element e1 (128); allowed: a whole number, 0 to 127"
    ),
    (
      "1\n2\n -3\n",
      "taps:3:2: error: not a tap of element e2 (-3); allowed: a whole number, 0 to 127"
    ),
    (
      "1\n2 3\n4\n",
      "taps:2:1: error: not a tap of element e1 (2 3); allowed: a whole number, 0 to 127"
    ),
    (
      "1\n2\n",
      "taps:2: error: fewer taps than elements (2); allowed: 3 taps; the next is that of e2"
    ),
    ("1\n2\n3\n4\n", "taps:4:1: error: more taps than elements (4); allowed: 3 taps"),
    (
      "1\n2\n1e1\n",
      "taps:3:1: error: not a tap of element e2 (1e1); allowed: a whole number, 0 to 127"
    ),
  ])
  func mistakesHaveTheirPlace(_ text: String, _ message: String) {
    do {
      let taps = try read(text)
      Issue.record("accepted \(taps)")
    } catch {
      #expect(error.description == message)
    }
  }
}
