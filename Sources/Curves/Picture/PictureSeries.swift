/// One line of the picture.
struct PictureSeries {
  enum Axis: String {
    case error = "x1y1"
    case accuracy = "x1y2"
  }

  var axis: Axis
  var points: [(x: Double, y: Double)]
  /// How gnuplot draws it, from `with` on.
  var style: String
  /// In the legend; nil: not there.
  var title: String?

  /// Errors as root mean square. An error of 0 cannot stand on a logarithmic axis: it is drawn at
  /// the least that a journal can tell from 0.
  static func error(
    _ points: [CurvePoint], of curve: LearningCurve, style: String, title: String?
  ) -> PictureSeries {
    PictureSeries(
      axis: .error,
      points: points.map { (Double($0.trial), curve.scale.rms(max($0.error, 1))) },
      style: style, title: title)
  }

  /// Accuracies in percent.
  static func accuracy(
    _ points: [CurvePoint], style: String, title: String?
  ) -> PictureSeries {
    PictureSeries(
      axis: .accuracy,
      points: points.compactMap { point in
        point.accuracy.map { (Double(point.trial), $0 * 100) }
      },
      style: style, title: title)
  }
}
