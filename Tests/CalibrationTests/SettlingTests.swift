import Calibration
import Foundation
import SimulatedBoard
import Testing

struct SettlingTests {
  @Test(arguments: [2.0, 10.0, 150.0, 4_000.0])
  func findsTheTimeConstant(_ microseconds: Double) throws {
    var model = try Boards.allostery16(5)
    model.settling.timeConstantMicroseconds = microseconds
    let settling = try Boards.calibrate(model, settings: .quick).calibration.settling
    let found = try #require(settling.timeConstantMicroseconds)
    #expect(abs(found - microseconds) < 5 * settling.timeConstantUncertaintyMicroseconds)
    #expect(settling.timeConstantUncertaintyMicroseconds < microseconds / 50)
    // What is left of a step of full scale is half of a converter's step: ln(2 x 4096) = 9.01.
    #expect(settling.settleMicroseconds == (found * log(8_192)).rounded(.up))
  }

  /// The board file says nothing of the time: it is found all the same.
  @Test func needsNoHint() throws {
    var model = try Boards.allostery16(5)
    model.settling.timeConstantMicroseconds = 30_000
    var told = model
    told.settling.timeConstantMicroseconds = 0
    var board = SilentBoard(try SimulatedBoard(model))
    let found = try Calibrator(told, settings: .quick).run(on: &board).calibration.settling
    #expect(abs((found.timeConstantMicroseconds ?? 0) / 30_000 - 1) < 0.01)
  }

  @Test func saysWhereThereIsNothingToWaitFor() throws {
    var model = try Boards.allostery16(5)
    model.settling.timeConstantMicroseconds = 0
    let settling = try Boards.calibrate(model, settings: .quick).calibration.settling
    #expect(settling.timeConstantMicroseconds == nil)
    #expect(settling.settleMicroseconds <= 1)
  }

  @Test func measuresNoiseAndReturn() throws {
    let noisy = try Boards.allostery16(6).changingConverters { $0.noiseVolts = 0 }
    var model = noisy
    model.probes.converter.noiseVolts = 0.003
    let found = try Boards.calibrate(model).calibration
    for probe in found.probes { #expect(abs(probe.noiseVolts / 0.003 - 1) < 0.25) }
    #expect(found.repeatabilityVolts == 0)
  }
}
