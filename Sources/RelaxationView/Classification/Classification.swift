internal import Foundation

/// What a network says of images.
public struct Classification: Equatable, Sendable {
  public struct Answer: Equatable, Sendable {
    /// The image's number in its file.
    public var image: Int
    /// The states of the last layer, 0 to 1.
    public var outputs: [Double]
    /// The right class, where one is known.
    public var label: Int?

    public init(image: Int, outputs: [Double], label: Int?) {
      self.image = image
      self.outputs = outputs
      self.label = label
    }

    /// The largest output, the first of equals.
    public var answer: Int { largest(outputs) }
    public var isWrong: Bool { label.map { $0 != answer } ?? false }
  }

  public var answers: [Answer]

  public init(_ answers: [Answer]) { self.answers = answers }

  public var labelled: Int { answers.count { $0.label != nil } }
  public var wrong: Int { answers.count { $0.isWrong } }
  /// The share of images with labels that were named wrongly; nil where none has a label.
  public var error: Double? { labelled > 0 ? Double(wrong) / Double(labelled) : nil }

  /// A head; a line for each image, the largest output with a star, in bold where `usesColor`; and
  /// where labels are known the error rate. Ends with a line feed.
  public func text(usesColor: Bool = false) -> String {
    let classes = answers.first?.outputs.count ?? 0
    let head = "image" + (0..<classes).map { padded("\($0)", 6) + " " }.joined() + "  answer"
    var lines = [labelled > 0 ? head + "  label" : head]
    for answer in answers {
      var line = padded("\(answer.image)", 5)
      for (index, output) in answer.outputs.enumerated() {
        let isLargest = index == answer.answer
        let number = decimals(output, 3)
        let shown = isLargest && usesColor ? "\u{1B}[1m\(number)\u{1B}[0m" : number
        line += " " + shown + (isLargest ? "*" : " ")
      }
      line += "  " + padded("\(answer.answer)", 6)
      if let label = answer.label {
        line += "  " + padded("\(label)", 5) + (answer.isWrong ? "  wrong" : "")
      }
      lines.append(line)
    }
    if let error {
      lines.append("\(wrong) of \(labelled) wrong, error \(decimals(error * 100, 2)) %")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One JSON object on one line, without a line feed; keys in alphabetical order and snake case.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let object = ClassificationJSON(
      images: answers.map {
        ClassificationJSON.Image(
          image: $0.image, outputs: $0.outputs, answer: $0.answer, label: Nullable($0.label))
      }, labelled: labelled, wrong: wrong, error: Nullable(error))
    return String(decoding: try encoder.encode(object), as: UTF8.self)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

private struct ClassificationJSON: Encodable {
  struct Image: Encodable {
    var image: Int
    var outputs: [Double]
    var answer: Int
    var label: Nullable<Int>
  }

  var images: [Image]
  var labelled: Int
  var wrong: Int
  var error: Nullable<Double>
}
