extension GreyImage {
  /// The picture as MNIST's were made: the box of its ink is scaled, its shape kept, until its longer
  /// side is 20 of 28 pixels, and set into a black field so that the ink's centre of mass comes to
  /// pixel 14, 14. Ink is bright here. Nil where there is none.
  ///
  /// The paper, the border's median grey, becomes 0 and the brightest ink 255; what is below an
  /// eighth of that counts as paper. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of
  /// handwritten digits"; the centre was measured on its images.
  public func fitted(rows fieldRows: Int = 28, columns fieldColumns: Int = 28) -> GreyImage? {
    guard let ink = Ink(self) else { return nil }
    // 20 of 28, in fields of other sizes as much.
    let room = (rows: share(fieldRows), columns: share(fieldColumns))
    let scale = min(
      Double(room.rows) / Double(ink.rows), Double(room.columns) / Double(ink.columns))
    let scaledRows = min(max(Int((Double(ink.rows) * scale).rounded()), 1), room.rows)
    let scaledColumns = min(max(Int((Double(ink.columns) * scale).rounded()), 1), room.columns)
    let scaled = ink.scaled(rows: scaledRows, columns: scaledColumns)

    var (mass, down, right) = (0.0, 0.0, 0.0)
    for row in 0..<scaledRows {
      for column in 0..<scaledColumns {
        let grey = scaled[row * scaledColumns + column]
        mass += grey
        down += grey * Double(row)
        right += grey * Double(column)
      }
    }
    let top = offset(fieldRows, scaledRows, centre: down / mass)
    let left = offset(fieldColumns, scaledColumns, centre: right / mass)
    return GreyImage(rows: fieldRows, columns: fieldColumns) { row, column in
      let (row, column) = (row - top, column - left)
      guard (0..<scaledRows).contains(row), (0..<scaledColumns).contains(column) else { return 0 }
      return UInt8(min(max(scaled[row * scaledColumns + column].rounded(), 0), 255))
    }
  }

  private func share(_ field: Int) -> Int { max(field * 20 / 28, 1) }

  /// Where the box begins, within the field.
  private func offset(_ field: Int, _ box: Int, centre: Double) -> Int {
    let wanted = Int((Double(field / 2) - centre).rounded())
    return min(max(wanted, 0), max(field - box, 0))
  }
}

/// The smallest box around all ink, 0 to 255.
private struct Ink {
  let rows: Int
  let columns: Int
  private var greys: [Double]

  init?(_ image: GreyImage) {
    let (lastRow, lastColumn) = (image.rows - 1, image.columns - 1)
    let border =
      (0...lastColumn).flatMap { [image[0, $0], image[lastRow, $0]] }
      + (0...lastRow).flatMap { [image[$0, 0], image[$0, lastColumn]] }
    let paper = Int(border.sorted()[border.count / 2])
    let brightest = Int(image.pixels.max() ?? 0) - paper
    // Less than a sixteenth of the range is no writing.
    guard brightest >= 16 else { return nil }
    let greys = image.pixels.map { pixel in
      let above = Int(pixel) - paper
      return 8 * above < brightest ? 0 : Double(255 * above) / Double(brightest)
    }
    let inked = greys.indices.filter { greys[$0] > 0 }
    let (rowsInked, columnsInked) = (
      inked.map { $0 / image.columns }, inked.map { $0 % image.columns }
    )
    guard let top = rowsInked.min(), let bottom = rowsInked.max(),
      let left = columnsInked.min(), let right = columnsInked.max()
    else { return nil }
    rows = bottom - top + 1
    columns = right - left + 1
    self.greys = (top...bottom).flatMap { row in
      greys[row * image.columns + left...row * image.columns + right]
    }
  }

  /// Each new pixel is the mean of the area that it covers.
  func scaled(rows newRows: Int, columns newColumns: Int) -> [Double] {
    let across = Self.shares(columns, newColumns)
    let downward = Self.shares(rows, newRows)
    return downward.flatMap { rowShares in
      across.map { columnShares in
        var sum = 0.0
        for (row, height) in rowShares {
          for (column, width) in columnShares {
            sum += greys[row * columns + column] * height * width
          }
        }
        return sum
      }
    }
  }

  /// Which of `count` old pixels each of `wanted` new ones covers, and what share each has in it.
  private static func shares(_ count: Int, _ wanted: Int) -> [[(Int, Double)]] {
    let size = Double(count) / Double(wanted)
    return (0..<wanted).map { index in
      let (start, end) = (Double(index) * size, Double(index + 1) * size)
      let last = min(Int(end.rounded(.up)), count)
      return (Int(start)..<max(last, Int(start) + 1)).compactMap { old in
        let covered = min(end, Double(old + 1)) - max(start, Double(old))
        return covered > 0 ? (old, covered / size) : nil
      }
    }
  }
}
