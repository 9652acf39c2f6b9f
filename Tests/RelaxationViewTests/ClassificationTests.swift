import Foundation
import RelaxationView
import Testing

@Suite struct ClassificationTests {
  private static let found = Classification([
    .init(image: 4, outputs: [0.125, 0.875, 0], label: 1),
    .init(image: 5, outputs: [0, 0.25, 0.5], label: 0),
    .init(image: 6, outputs: [0, 0, 0], label: nil),
  ])

  @Test func marksTheLargestAndCounts() {
    #expect(
      Self.found.text() == """
        image     0      1      2   answer  label
            4 0.125  0.875* 0.000        1      1
            5 0.000  0.250  0.500*       2      0  wrong
            6 0.000* 0.000  0.000        0
        1 of 2 wrong, error 50.00 %

        """)
    #expect(Self.found.text(usesColor: true).contains(" \u{1B}[1m0.875\u{1B}[0m* "))
    let bare = Classification([.init(image: 0, outputs: [1, 0], label: nil)])
    #expect(bare.error == nil && !bare.text().contains("wrong") && !bare.text().contains("label"))
  }

  @Test func jsonSaysTheSame() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.found.json().utf8)) as? [String: Any])
    #expect(object["wrong"] as? Int == 1 && object["labelled"] as? Int == 2)
    #expect(object["error"] as? Double == 0.5)
    let images = try #require(object["images"] as? [[String: Any]])
    #expect(images.map { $0["answer"] as? Int } == [1, 2, 0])
    #expect(images.map { $0["image"] as? Int } == [4, 5, 6])
    #expect(images[0]["outputs"] as? [Double] == [0.125, 0.875, 0])
    #expect(images[1]["label"] as? Int == 0 && images[2]["label"] is NSNull)
  }
}
