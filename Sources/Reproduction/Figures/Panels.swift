internal import Curves

extension Figure {
  /// The weak criterion: updates go downhill on average over all networks.
  static func alignment(_ records: [StudyRecord], _ study: String) -> Claim {
    let means = records.numbers(study, "alignment")
    return Claim(
      "\(study): mean cosine of update and descending gradient", means.isEmpty ? [] : [means.mean],
      "positive"
    ) { $0 > 0 }
  }

  static func response(_ record: StudyRecord, _ index: Int, _ title: String) -> PlotPanel {
    PlotPanel(
      title, x: "time", y: "output",
      series: [
        record.series("target\(index)", title: "wanted", .dashed, color: 1),
        record.series("before\(index)", title: "before", .thinLine, color: 6),
        record.series("after\(index)", title: "after"),
      ])
  }

  static func unseen(_ record: StudyRecord, _ index: Int, _ title: String) -> PlotPanel {
    PlotPanel(
      title, x: "time", y: "output",
      series: [
        record.series("unseenTarget\(index)", title: "wanted", .dashed, color: 1),
        record.series("unseen\(index)", title: "output"),
      ])
  }

  /// The error of every seed; a colour for each study.
  static func errors(_ records: [StudyRecord], _ studies: [String]) -> PlotPanel {
    var panel = PlotPanel(
      "mean squared error", x: "trials", y: "",
      series: studies.enumerated().flatMap { number, study in
        records.of(study).enumerated().map { index, record in
          record.series("error", title: index == 0 ? study : "", .thinLine, color: number)
        }
      })
    panel.hasLogarithmicY = true
    return panel
  }

  static func network(_ record: StudyRecord, _ name: String, _ title: String) -> PlotPanel {
    PlotPanel(title, network: record.drawings[name])
  }
}
