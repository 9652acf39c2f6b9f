import BoardFile
import BoardInterface
import Calibration
import FixedPoint
import Foundation
import SimulatedBoard

let boardsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("boards").path

/// Boards to calibrate.
enum Boards {
  /// 9 nodes, 16 potentiometers, 12 bits; the shipped file.
  static func allostery16(_ specimen: UInt64) throws -> BoardModel {
    try BoardDescription.load(boardsFolder + "/allostery16").model.specimen(specimen)
  }

  /// 64 nodes and 143 elements of the shipped file, with converters as imperfect as real ones.
  static func net64(_ specimen: UInt64) throws -> BoardModel {
    var model = try BoardDescription.load(boardsFolder + "/net64").model.specimen(specimen)
    model = model.changingConverters {
      $0 = ConverterModel(
        bits: 12, lowVolts: 0, highVolts: 3.3, offsetVolts: 0.003, gainErrorFraction: 0.002)
    }
    model.probes.converter.noiseVolts = 0.0008
    for index in model.elements.indices { model.elements[index].tolerance = 0.2 }
    model.settling.timeConstantMicroseconds = 7
    return model
  }

  static func calibrate(
    _ model: BoardModel, faults: [String] = [],
    settings: CalibrationSettings = CalibrationSettings()
  ) throws -> CalibrationReport {
    let injections = try faults.map { try model.faultInjection($0) }
    var board = SilentBoard(try SimulatedBoard(model, faults: injections))
    return try Calibrator(model, settings: settings).run(on: &board)
  }
}

/// A simulated board that announces nothing: its faults have to be found by measuring.
struct SilentBoard: Board, ~Copyable {
  private var board: SimulatedBoard
  /// Moments announced so far that differ from the one before.
  private(set) var moments = 0
  private(set) var isSafe = false
  private var last: Moment?

  init(_ board: consuming SimulatedBoard) { self.board = board }

  mutating func begin(_ moment: Moment) {
    if moment != last { moments += 1 }
    last = moment
    board.begin(moment)
  }
  mutating func drive(_ levels: Span<Sample>) {
    isSafe = false
    board.drive(levels)
  }
  mutating func clamp(_ levels: Span<Sample>) { board.clamp(levels) }
  mutating func release() { board.release() }
  mutating func settle(microseconds: UInt32) { board.settle(microseconds: microseconds) }
  mutating func sample(into samples: inout MutableSpan<Sample>) { board.sample(into: &samples) }
  mutating func turn(_ taps: Span<Int32>) { board.turn(taps) }
  mutating func makeSafe() {
    isSafe = true
    board.makeSafe()
  }
  mutating func nextNotice() -> BoardFault? { nil }
  mutating func nowMicroseconds() -> UInt64 { board.nowMicroseconds() }
}
