import Foundation
import FoundationXML
import ImageFile
import RelaxationView
import Testing

/// What is shown, and how it is written down.
@Suite struct SceneTests {
  static func scene(
    _ seed: UInt64 = 3, shown: ShownSteps = .doubling, title: String = "net, image 3",
    free: Int = 20, nudged: Int = 4
  ) throws -> RelaxationScene {
    let random = try TinyNetworks.Random(seed: seed)
    let trace = random.network.trace(
      of: random.input, target: random.network.target(label: 3),
      settings: .init(freeSweeps: free, nudgedSweeps: nudged, beta: 0.5))
    return RelaxationScene(
      title: title, label: 3, trace: trace, shown: shown, rows: 5, columns: 6)
  }

  @Test func showsTheStepsAskedFor() throws {
    let scene = try Self.scene(free: 12)
    let trace = scene.trace
    #expect(trace.lastFree == 12 && trace.steps.count == 17)
    #expect(scene.shown == [0, 1, 2, 4, 8, 12, 16])
    #expect(ShownSteps.every(5).steps(of: trace) == [0, 5, 10, 12, 15, 16])
    #expect(ShownSteps.every(0).steps(of: trace) == Array(0...16))
    #expect(ShownSteps.listed([7, 99, 3, 7, -1]).steps(of: trace) == [3, 7])
    let short = try Self.scene(free: 1, nudged: 0)
    #expect(short.shown == [0, 1])
    #expect(try Self.scene(free: 0, nudged: 0).shown == [0])
  }

  @Test func layersAreNearlySquare() {
    let sizes: [(Int, Int, Int)] = [
      (500, 20, 25), (784, 28, 28), (512, 16, 32), (100, 10, 10), (1, 1, 1), (2_048, 32, 64),
      // No factors near each other: the smallest square, its last rows not full.
      (499, 22, 23), (17, 4, 5), (26, 5, 6),
    ]
    for (count, rows, columns) in sizes {
      let grid = LayerGrid(name: "hidden", count: count)
      #expect(grid.rows == rows && grid.columns == columns, "\(count)")
    }
  }

  @Test func jsonHoldsEveryStep() throws {
    let scene = try Self.scene()
    let text = try relaxationJSON(scene)
    #expect(!text.contains("\n"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["title"] as? String == "net, image 3" && object["label"] as? Int == 3)
    #expect(object["answer"] as? Int == scene.answer)
    #expect(object["layers"] as? [Int] == [30, 21, 13, 10])
    #expect(object["last_free"] as? Int == scene.trace.lastFree)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.count == scene.trace.steps.count)
    for (index, step) in steps.enumerated() {
      let wanted = scene.trace.steps[index]
      // Reading decimals may miss the last bit.
      #expect(abs((step["energy"] as? Double ?? .nan) - wanted.energy) < 1e-12)
      #expect(abs((step["cost"] as? Double ?? .nan) - (wanted.cost ?? 0)) < 1e-12)
      #expect(step["changed"] as? Int == wanted.changed)
      #expect(step["outputs"] as? [Double] == scene.trace.outputs(step: index))
      #expect(step["phase"] as? String == wanted.phase.rawValue && step["states"] == nil)
    }
    let unlabelled = try TinyNetworks.Random(seed: 1)
    let bare = RelaxationScene(
      title: "", label: nil,
      trace: unlabelled.network.trace(
        of: unlabelled.input, target: nil,
        settings: .init(freeSweeps: 1, nudgedSweeps: 1, beta: 1)), rows: 5, columns: 6)
    // Every key is always there.
    #expect(try relaxationJSON(bare).contains("\"label\":null"))
    #expect(try relaxationJSON(bare).contains("\"cost\":null"))
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(relaxationJSON(scene, withStates: true).utf8))
        as? [String: Any])
    let states = (all["steps"] as? [[String: Any]])?.last?["states"] as? [[Double]]
    #expect(states?.map(\.count) == [21, 13, 10])
    #expect(states?.last == scene.trace.outputs(step: scene.trace.steps.count - 1))
  }

  /// Every frame is a whole PNG of one size; the layer's nodes stand in it with their greys.
  @Test func framesArePictures() throws {
    let scene = try Self.scene()
    let first = scene.frame(0)
    for step in scene.shown {
      let frame = scene.frame(step)
      #expect(frame.rows == first.rows && frame.columns == first.columns)
      let image = try PNGFile(frame.png(), file: "frame").grey()
      #expect(image.rows == frame.rows && image.columns == frame.columns)
      // The input, 5 x 6 squares of 28 pixels from row 84, column 16.
      for node in 0..<30 {
        let grey = image[84 + node / 6 * 28 + 14, 16 + node % 6 * 28 + 14]
        #expect(abs(Double(grey) - Double(scene.trace.input[node]) * 255 / 32_767) < 0.51)
      }
    }
    #expect(scene.frame(scene.trace.lastFree) != first)
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if name == "text" || name == "title" { texts.append(text) }
      text = ""
    }
  }

  @Test func theSVGIsWholeAndSaysTheNumbers() throws {
    let scene = try Self.scene(title: "a <b> & \"c\"\u{7}")
    let parser = XMLParser(data: Data(relaxationSVG(scene).utf8))
    let reader = Reader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.texts.first == "a <b> & \"c\" : \(scene.verdict)")
    // The input once, and two layers of every step.
    #expect(reader.elements["g"] == 1 + scene.shown.count)
    // A dot for each step on each curve.
    #expect(reader.elements["circle"] == 2 * scene.shown.count)
    for step in scene.shown {
      let values = scene.trace.steps[step]
      #expect(reader.texts.contains("step \(step)"))
      #expect(reader.texts.contains(String(format: "E %.4f", values.energy)))
      #expect(reader.texts.contains(String(format: "C %.4f", values.cost ?? -1)))
      #expect(reader.texts.contains("\(values.phase.rawValue), \(values.changed) changed"))
      for output in scene.trace.outputs(step: step) {
        #expect(reader.texts.contains(String(format: "%.3f", output)))
      }
    }
  }
}
