import Foundation

/// Draws learning curves into `file`, 900 by 560: trials against error (root mean square,
/// logarithmic) and accuracy, with faults as vertical marks; several journals over each other.
///
/// gnuplot does the drawing. The file appears only when it is whole; an older one stays until then.
///
/// `environment`: where PATH is looked up. `timeoutSeconds`: how long gnuplot may take.
public func writePicture(
  of curves: [LearningCurve], as format: PictureFormat, to file: String,
  environment: [String: String] = ProcessInfo.processInfo.environment, timeoutSeconds: Double = 30
) throws(PictureError) {
  let panels = picturePanels(curves)
  guard panels.contains(where: { $0.series.contains { !$0.points.isEmpty } }) else {
    throw .nothingToDraw
  }
  let gnuplot = try GnuplotProgram(environment: environment, timeoutSeconds: timeoutSeconds)
  let picture = try PictureFile(replacing: file)
  try gnuplot.run(GnuplotScript(panels, format: format).text, output: picture.handle)
  guard let size = try? picture.handle.seekToEnd(), size > 0 else {
    throw .gnuplotFailed(status: 0, message: "it drew nothing")
  }
  try picture.finish()
}
