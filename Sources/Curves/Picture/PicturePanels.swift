/// What the picture of one or of several journals shows.
func picturePanels(_ curves: [LearningCurve]) -> [PicturePanel] {
  let trials = curves.flatMap { curve in
    [curve.running, curve.train, curve.test].compactMap { $0.last?.trial }
  }
  let maximum = max(Double(trials.max() ?? 0), 1)
  if curves.count == 1, let curve = curves.first { return [singlePanel(curve, maximum)] }
  return overlaidPanels(curves, maximum)
}

/// Errors on the left, accuracies on the right.
private func singlePanel(_ curve: LearningCurve, _ maximum: Double) -> PicturePanel {
  typealias Style = PictureStyle
  var errors: [PictureSeries] = []
  var accuracies: [PictureSeries] = []
  if !curve.running.isEmpty {
    let style = Style.running(Style.errorLight)
    errors.append(.error(curve.running, of: curve, style: style, title: "error while learning"))
  }
  for (points, name, isTest) in [(curve.train, "train", false), (curve.test, "test", true)]
  where !points.isEmpty {
    func stroke(_ color: String) -> String {
      isTest
        ? Style.test(color, points: points.count) : Style.train(color, points: points.count)
    }
    errors.append(
      .error(points, of: curve, style: stroke(Style.error), title: "error, \(name)"))
    guard curve.hasClasses else { continue }
    accuracies.append(
      .accuracy(points, style: stroke(Style.accuracy), title: "accuracy, \(name)"))
  }
  let series = errors + accuracies
  let hasAccuracy = series.contains { $0.axis == .accuracy && !$0.points.isEmpty }
  return PicturePanel(
    title: "\(curve.task) on \(curve.board)", errorUnit: curve.scale.unit, hasAccuracy: hasAccuracy,
    colorsAxes: hasAccuracy, maximumTrial: maximum, series: series,
    marks: PicturePanel.marks(of: [curve], maximumTrial: maximum))
}

/// Errors above, accuracies below; one colour per journal, also for its faults. Training examples
/// are shown beside unseen ones only where there are few journals.
private func overlaidPanels(_ curves: [LearningCurve], _ maximum: Double) -> [PicturePanel] {
  var errors: [PictureSeries] = []
  var accuracies: [PictureSeries] = []
  let showsTrain = curves.count <= 3
  var kinds: Set<String> = []
  for (index, curve) in curves.enumerated() {
    let color = PictureStyle.journals[index % PictureStyle.journals.count]
    let hasTest = curve.test.count > 2 || (curve.running.count < 3 && !curve.test.isEmpty)
    let hasTrain = curve.train.count > 2 || (curve.running.count < 3 && !curve.train.isEmpty)
    var drawn: [(points: [CurvePoint], style: String)] = []
    let shape = index / PictureStyle.journals.count
    if hasTest {
      let style = PictureStyle.test(color, points: curve.test.count, shape: shape)
      drawn.append((curve.test, style))
      kinds.insert("solid: test")
    }
    if hasTrain && (showsTrain || !hasTest) {
      let style = PictureStyle.train(color, points: curve.train.count, shape: shape)
      drawn.append((curve.train, style))
      kinds.insert("dashed: train")
    }
    if drawn.isEmpty {
      drawn = [(curve.running, PictureStyle.running(color))]
      kinds.insert("thin: while learning")
    }
    for (place, line) in drawn.enumerated() {
      // Twelve names fill the room that there is.
      let title = place == 0 && index < 12 ? "\(shortName(curve)), seed \(curve.seed)" : nil
      errors.append(.error(line.points, of: curve, style: line.style, title: title))
      if curve.hasClasses {
        accuracies.append(.accuracy(line.points, style: line.style, title: nil))
      }
    }
  }
  let hasAccuracy = accuracies.contains { !$0.points.isEmpty }
  let top = PicturePanel(
    title: overlaidTitle(curves, kinds), errorUnit: overlaidUnit(curves), isLowest: !hasAccuracy,
    maximumTrial: maximum, series: errors,
    marks: PicturePanel.marks(of: curves, maximumTrial: maximum))
  guard hasAccuracy else { return [top] }
  let bottom = PicturePanel(
    hasAccuracy: true, maximumTrial: maximum, series: accuracies,
    marks: top.marks.map { $0.withoutText })
  return [top, bottom]
}

/// The end of a file's name: what tells runs apart.
private func shortName(_ curve: LearningCurve) -> String {
  curve.label.count <= 20 ? curve.label : "..." + curve.label.suffix(17)
}

private func overlaidTitle(_ curves: [LearningCurve], _ kinds: Set<String>) -> String {
  let names = Set(curves.map { "\($0.task) on \($0.board)" })
  let name = names.count == 1 ? names.first ?? "" : "\(names.count) tasks"
  let strokes = kinds.sorted(by: >).joined(separator: ", ")
  return "\(name), \(curves.count) runs (\(strokes))"
}

/// Volts where all have them; a mixture has no unit.
private func overlaidUnit(_ curves: [LearningCurve]) -> String {
  let units = Set(curves.map(\.scale.unit))
  return units.count == 1 ? units.first ?? "" : ""
}
