internal import BoardFile

/// Handwritten digits (MNIST): 28 x 28 pixels as levels of 2^-15, pixels being 256ths.
struct DigitData {
  static let pixels = 784
  /// Those behind are for validation, and not looked at.
  static let learntAtMost = 50_000

  private let train: ImageSet
  private let test: ImageSet
  /// Examples that are learnt, from the first on.
  let learnt: Int
  /// Examples that are tested, from the first on.
  let tested: Int

  /// nil where `folder` holds no digits. Throws where it holds something else.
  init?(folder: String?, learnt: Int = learntAtMost, tested: Int = 10_000) throws {
    guard let folder else { return nil }
    let store = FileStore.folder(folder + "/mnist")
    guard store.list().contains(where: { $0.hasPrefix(ImageSet.Part.train.rawValue) }) else {
      return nil
    }
    train = try ImageSet(.train, in: store)
    test = try ImageSet(.test, in: store)
    for set in [train, test] where set.rows * set.columns != Self.pixels {
      throw StudyError(
        description: "\(folder)/mnist: images of \(set.rows) x \(set.columns); allowed: 28 x 28")
    }
    self.learnt = min(learnt, train.count)
    self.tested = min(tested, test.count)
  }

  /// All that is learnt and tested; a part of it where it shall be quick.
  init?(_ context: StudyContext, isQuick: Bool) throws {
    try self.init(
      folder: context.dataFolder, learnt: isQuick ? 5_000 : Self.learntAtMost,
      tested: isQuick ? 2_000 : 10_000)
  }

  /// Why there is nothing.
  static func missing(_ folder: String?) -> String {
    "no digits (MNIST) in \((folder ?? "DATA") + "/mnist")"
  }

  func learnt(_ index: Int) -> DigitExample { Self.example(train, index) }
  func tested(_ index: Int) -> DigitExample { Self.example(test, index) }

  private static func example(_ set: ImageSet, _ index: Int) -> DigitExample {
    DigitExample(levels: set[index].map { Int16($0) << 7 }, label: Int(set.labels[index]))
  }
}

/// A digit: an image and what it shows.
struct DigitExample {
  /// 2^-15, row by row.
  var levels: [Int16]
  var label: Int

  /// One for the digit, zero for the others, 2^-15.
  var target: [Int16] { (0..<10).map { $0 == label ? 32_767 : 0 } }
}
