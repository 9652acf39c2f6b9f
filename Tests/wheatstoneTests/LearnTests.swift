import Foundation
import Testing

@Suite struct LearnTests {
  @Test func jsonIsOneObjectWithTheNamedKeysAndNothingElse() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run("learn", "--json", "--journal", "j.journal")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    let object = try Tool.object(outcome.output)
    #expect(
      Set(object.keys) == [
        "trials", "seed", "error_initial", "error_final", "accuracy_train", "accuracy_test",
        "taps", "seconds", "trials_per_second", "journal",
      ])
    #expect(object["trials"] as? Int == 3000)
    #expect((object["taps"] as? [Int])?.count == 16)
    #expect(object["journal"] as? String == "j.journal")
    #expect(try #require(object["accuracy_test"] as? Double) >= 0.91)
    let initial = try #require(object["error_initial"] as? Double)
    let final = try #require(object["error_final"] as? Double)
    #expect(final < initial / 2)
    #expect(try #require(object["seconds"] as? Double) < 10)
  }

  @Test func accuracyIsNullWithoutClasses() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "learn", Tool.boards + "/regression16", "--json", "--journal", "j.journal", "--no-picture")
    let object = try Tool.object(outcome.output)
    #expect(object["accuracy_test"] is NSNull)
    #expect(object["accuracy_train"] is NSNull)
  }

  @Test func plainOutputNamesJournalAndPictureAndHasNoEscapes() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run("learn")
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("of the 120 unseen examples"))
    for (word, suffix) in [("journal", ".journal"), ("picture", ".svg")] {
      let line = outcome.output.split(separator: "\n").first { $0.hasPrefix(word + "  ") }
      if word == "picture", Tool.find("gnuplot") == nil {
        print("skipped: gnuplot is not installed")
        continue
      }
      let path = try #require(line).dropFirst(word.count + 2)
      #expect(path.hasSuffix(suffix) && path.hasPrefix(tool.folder + "/.local/state/wheatstone/"))
      #expect(FileManager.default.fileExists(atPath: String(path)))
    }
  }

  @Test func aTerminalGetsABarAndColoursUnlessTheyAreRefused() throws {
    guard let script = Tool.find("script") else {
      print("skipped: no script(1) to make a terminal with")
      return
    }
    var tool = try Tool()
    defer { tool.remove() }
    let command = "\(Tool.program) learn --trials 300000 --no-picture"
    let colourful = try tool.run(["-qec", command, "/dev/null"], program: script)
    #expect(colourful.output.contains("\u{1B}[32m█"))
    #expect(colourful.output.contains("\r"))
    tool.environment = ["NO_COLOR": "1"]
    let plain = try tool.run(["-qec", command, "/dev/null"], program: script)
    #expect(plain.output.contains("█"))
    #expect(!plain.output.contains("\u{1B}[32m") && !plain.output.contains("\u{1B}[1m"))
  }

  @Test func theSameSeedGivesTheSameTapsAndAnotherSeedOthers() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let taps = try ["a": "3", "b": "3", "c": "4"].mapValues { seed in
      try Tool.taps(tool.run("learn", "--json", "--no-picture", "--seed", seed))
    }
    #expect(taps["a"] == taps["b"])
    #expect(taps["a"] != taps["c"])
  }

  @Test func threeEdgesCutInMidRunAreNamedAndLearntAround() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run(
      "learn", "--json", "--journal", "j", "--fault", "element-open:e0@1000", "--fault",
      "element-open:5@1000", "--fault", "element-open:e10@1000")
    #expect(outcome.status == 0)
    #expect(try #require(Tool.object(outcome.output)["accuracy_test"] as? Double) >= 0.9)
    let listing = try tool.run("journal", "show", "j").output
    for channel in [0, 5, 10] { #expect(listing.contains("element-open:\(channel)\n")) }
  }

  @Test(arguments: ["probe-stuck:a", "probe-saturated:b", "clamp-stuck:c", "source-off:high"])
  func aFaultThatLiesEndsInTheSafeStateAndIsNamed(fault: String) throws {
    let tool = try Tool()
    defer { tool.remove() }
    let outcome = try tool.run("learn", "--json", "--journal", "j", "--fault", fault + "@500")
    #expect(outcome.status == 1)
    #expect(try Tool.object(outcome.output)["fault"] as? String == fault)
    #expect(outcome.error.contains("fault: \(fault);"))
    #expect(outcome.error.contains("safe state"))
    let word = fault.prefix { $0 != ":" }
    #expect(try tool.run("journal", "show", "j").output.contains("\(word):"))
    #expect(try tool.run("journal", "verify", "j").status == 0)
  }
}
