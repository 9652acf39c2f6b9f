/// One coordinate system of the picture.
struct PicturePanel {
  var title: String?
  /// Behind the unit of the error's axis; nil: the panel has no such axis.
  var errorUnit: String?
  var hasAccuracy = false
  /// Only the lowest panel says what its horizontal axis is.
  var isLowest = true
  /// Whether both axes are there, so that their colours say which line belongs to which.
  var colorsAxes = false
  var maximumTrial: Double
  var series: [PictureSeries]
  var marks: [PictureMark] = []
}
