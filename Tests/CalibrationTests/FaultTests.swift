import BoardInterface
import Calibration
import SimulatedBoard
import Testing

/// Broken parts are found by measuring: the board announces nothing.
struct FaultTests {
  private func names(_ faults: [BoardFault], _ model: BoardModel) -> Set<String> {
    Set(faults.map { model.faultName($0.kind, channel: Int($0.channel)) })
  }

  @Test(arguments: ["element-open", "element-stuck", "element-shorted"])
  func findsEachBrokenElement(_ kind: String) throws {
    let model = try Boards.allostery16(1)
    for element in model.elements {
      let fault = "\(kind):\(element.name)"
      let found = try Boards.calibrate(model, faults: [fault], settings: .quick)
      #expect(names(found.calibration.faults, model) == [fault])
      let entry = found.calibration.elements.first { $0.name == element.name }
      #expect(entry?.fault?.name == kind)
    }
  }

  @Test(arguments: [
    ["element-open:e1", "element-stuck:e9"],
    ["element-shorted:e14", "element-open:e5", "element-stuck:e11"],
  ])
  func findsSeveral(_ faults: [String]) throws {
    let model = try Boards.allostery16(2)
    let found = try Boards.calibrate(model, faults: faults).calibration
    #expect(names(found.faults, model) == Set(faults))
    // The others are measured as well as ever.
    let truth = try HiddenTruth(model)
    let sound = found.elements.indices.filter { found.elements[$0].fault == nil }
    let ratios = sound.map { found.elements[$0].factor / truth.factors[$0] }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let near = ratios.filter { abs($0 / mean - 1) < 0.01 }
    #expect(near.count >= sound.count - 3)
  }

  @Test func findsOneOfManyElements() throws {
    let model = try Boards.net64(1)
    let faults = ["element-open:e40", "element-stuck:e7"]
    let found = try Boards.calibrate(model, faults: faults, settings: .quick).calibration
    #expect(names(found.faults, model) == Set(faults))
  }

  @Test(arguments: [
    "probe-stuck:n5", "probe-saturated:n1", "probe-disconnected:n4", "probe-disconnected:n7",
    "clamp-stuck:x", "clamp-stuck:y", "source-off:low", "source-off:high", "source-off:middle",
  ])
  func endsWhereMeasuringMeansNothing(_ fault: String) throws {
    let model = try Boards.allostery16(3)
    var board = SilentBoard(
      try SimulatedBoard(model, faults: [try model.faultInjection(fault)]))
    do {
      _ = try Calibrator(model, settings: .quick).run(on: &board)
      Issue.record("\(fault) was not found")
    } catch CalibrationError.faults(let found) {
      #expect(names(found, model) == [fault])
    }
    let isSafe = board.isSafe
    #expect(isSafe)
  }

  @Test func findsNothingOnSoundBoards() throws {
    for specimen in UInt64(0)..<20 {
      let found = try Boards.calibrate(try Boards.allostery16(specimen), settings: .quick)
      #expect(found.calibration.faults.isEmpty)
      #expect(found.unseenElements.isEmpty)
    }
  }

  /// A board draws its noise from the moment: no two trials have the same.
  @Test func announcesEveryTrialAndEndsSafe() throws {
    let model = try Boards.allostery16(0)
    var board = SilentBoard(try SimulatedBoard(model))
    let report = try Calibrator(model, settings: .quick).run(on: &board)
    let moments = board.moments
    #expect(moments == report.trials)
    let isSafe = board.isSafe
    #expect(isSafe)
  }
}
