/// A vertical line: a fault, or where a run went on.
struct PictureMark {
  let trial: Double
  var text: String
  let isFault: Bool
  let color: String
  /// Its text's row above the panel, from 0; nil where there is no room for the text.
  var row: Int?

  /// For the panel below one that says it already.
  var withoutText: PictureMark {
    var mark = self
    mark.row = nil
    return mark
  }
}

extension PicturePanel {
  /// Rows of texts that may stand above a panel.
  static let markRows = 3

  /// Faults and resumptions of all curves, from left to right. Those of one curve that lie closer
  /// than a fiftieth of the axis share a mark.
  static func marks(of curves: [LearningCurve], maximumTrial: Double) -> [PictureMark] {
    var marks: [PictureMark] = []
    for (index, curve) in curves.enumerated() {
      let color =
        curves.count == 1
        ? PictureStyle.mark : PictureStyle.journals[index % PictureStyle.journals.count]
      var groups: [(trial: Double, names: [String])] = []
      for fault in curve.faultMarks {
        let trial = Double(fault.trial)
        if let last = groups.last, trial - last.trial <= maximumTrial / 50 {
          groups[groups.count - 1].names.append(fault.name)
        } else {
          groups.append((trial, [fault.name]))
        }
      }
      marks += groups.prefix(50).map {
        PictureMark(trial: $0.trial, text: joinedFaultNames($0.names), isFault: true, color: color)
      }
      marks += curve.sessions.dropFirst().prefix(50).map {
        PictureMark(
          trial: Double($0.firstTrial), text: "resumed", isFault: false, color: PictureStyle.grey)
      }
    }
    return placed(marks.sorted { $0.trial < $1.trial }, maximumTrial)
  }

  /// Gives each text the lowest row where it touches none before it.
  private static func placed(_ marks: [PictureMark], _ maximumTrial: Double) -> [PictureMark] {
    var marks = marks
    var ends = [Double](repeating: -.infinity, count: markRows)
    for index in marks.indices {
      // In shares of the panel's width; a letter takes about a hundredth of it.
      let center = marks[index].trial / maximumTrial
      let half = Double(marks[index].text.count) * 0.0045 + 0.005
      let start = min(max(center - half, 0), 1 - 2 * half)
      guard let row = ends.firstIndex(where: { $0 <= start }) else { continue }
      marks[index].row = row
      ends[row] = start + 2 * half
    }
    return marks
  }

  /// Rows that its marks take.
  var usedRows: Int { marks.compactMap(\.row).max().map { $0 + 1 } ?? 0 }
}
