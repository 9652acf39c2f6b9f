import BoardInterface
import Calibration
import Foundation
import SimulatedBoard

/// What a calibration found, for programs. The names are part of the interface.
struct CalibrationJSON: Encodable {
  struct Channel: Encodable {
    var name: String
    var offsetMillivolts: Double
    var gain: Double
    var offsetUncertaintyMillivolts: Double
    var gainUncertainty: Double
    var noiseMillivolts: Double?
  }

  struct Element: Encodable {
    var name: String
    var factor: Double
    var endToEndOhms: Double?
    var wiperOhms: Double?
    var maximumSiemens: Double?
    var uncertaintyPercent: Double
    var wiperUncertaintyOhms: Double?
    var fault: String?
  }

  struct Check: Encodable {
    var name: String
    var askedVolts: [Double]
    var measuredVolts: [Double]
    var worstResidualMillivolts: Double
  }

  var board: String
  var date: String?
  var specimen: UInt64?
  var file: String
  var reference: String
  var sources: [Channel]
  var clamps: [Channel]
  var probes: [Channel]
  var elements: [Element]
  var sourceChecks: [Check]
  var faults: [String]
  var announcedFaults: [String]
  var unseenElements: [String]
  var scaleUncertaintyPercent: Double
  var settleMicroseconds: Double
  var timeConstantMicroseconds: Double?
  var timeConstantUncertaintyMicroseconds: Double
  var repeatabilityMillivolts: Double
  var channelMisfit: Double
  var elementMisfit: Double
  var trials: Int
  var readings: Int
  var seconds: Double

  init(
    _ report: CalibrationReport, _ found: BoardCalibration, model: BoardModel, file: String,
    seconds: Double
  ) {
    func channels(_ list: [ChannelFigures], isProbe: Bool = false) -> [Channel] {
      list.map {
        Channel(
          name: $0.name, offsetMillivolts: $0.offsetVolts * 1_000, gain: $0.gain,
          offsetUncertaintyMillivolts: $0.offsetUncertaintyVolts * 1_000,
          gainUncertainty: $0.gainUncertainty,
          noiseMillivolts: isProbe ? $0.noiseVolts * 1_000 : nil)
      }
    }
    func names(_ faults: [BoardFault]) -> [String] {
      faults.map { model.faultName($0.kind, channel: Int($0.channel)) }
    }
    board = found.board
    date = found.date
    specimen = found.specimen
    self.file = file
    reference = found.reference.rawValue
    sources = channels(found.sources)
    clamps = channels(found.clamps)
    probes = channels(found.probes, isProbe: true)
    elements = found.elements.map {
      Element(
        name: $0.name, factor: $0.factor, endToEndOhms: $0.endToEndOhms, wiperOhms: $0.wiperOhms,
        maximumSiemens: $0.maximumSiemens, uncertaintyPercent: $0.uncertaintyFraction * 100,
        wiperUncertaintyOhms: $0.wiperUncertaintyOhms, fault: $0.fault?.name)
    }
    sourceChecks = report.sourceChecks.map {
      Check(
        name: $0.name, askedVolts: $0.askedVolts, measuredVolts: $0.measuredVolts,
        worstResidualMillivolts: $0.worstResidualVolts * 1_000)
    }
    faults = names(found.faults)
    announcedFaults = names(report.notices)
    unseenElements = report.unseenElements.map { model.elements[$0].name }
    scaleUncertaintyPercent = found.scaleUncertaintyFraction * 100
    settleMicroseconds = found.settling.settleMicroseconds
    timeConstantMicroseconds = found.settling.timeConstantMicroseconds
    timeConstantUncertaintyMicroseconds = found.settling.timeConstantUncertaintyMicroseconds
    repeatabilityMillivolts = found.repeatabilityVolts * 1_000
    channelMisfit = report.channelMisfit
    elementMisfit = report.elementMisfit
    trials = report.trials
    readings = report.readings
    self.seconds = seconds
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
