import Foundation
import Plan

extension PlanLister {
  func header() -> [PlanField] {
    PlanSetting.allCases.map { setting in
      let (value, unit) = shown(setting)
      return PlanField("header", setting.name, value, unit: unit, raw: [raw(setting)])
    } + [PlanField("header", "reserved", "not read", raw: reservedWords)]
  }

  private var reservedWords: [PlanNumber] {
    let words = plan.header.reserved
    return [words.0, words.1, words.2, words.3, words.4, words.5].map { PlanNumber($0) }
  }

  private func raw(_ setting: PlanSetting) -> PlanNumber {
    let header = plan.header
    return switch setting {
    case .magic: PlanNumber(header.magic)
    case .version: PlanNumber(header.version)
    case .checksum: PlanNumber(header.checksum)
    case .totalBytes: PlanNumber(header.totalBytes)
    case .seed: PlanNumber(header.seed)
    case .trials: PlanNumber(header.trials)
    case .signThreshold: PlanNumber(header.signThreshold)
    case .fullScaleMicrovolts: PlanNumber(header.fullScaleMicrovolts)
    case .nodeCount: PlanNumber(header.nodeCount)
    case .samplesPerTrial: PlanNumber(header.samplesPerTrial)
    case .readingsPerSample: PlanNumber(header.readingsPerSample)
    case .batchSize: PlanNumber(header.batchSize)
    case .recordEvery: PlanNumber(header.recordEvery)
    case .evaluateEvery: PlanNumber(header.evaluateEvery)
    case .checkpointEvery: PlanNumber(header.checkpointEvery)
    case .selfTestEvery: PlanNumber(header.selfTestEvery)
    case .selfTestTolerance: PlanNumber(header.selfTestTolerance)
    case .decision: PlanNumber(header.decision)
    case .rule: PlanNumber(header.rule)
    case .nudge: PlanNumber(header.nudge)
    case .order: PlanNumber(header.order)
    case .updateProbability: PlanNumber(header.updateProbability)
    case .hinge: PlanNumber(header.hinge)
    case .hingeMargin: PlanNumber(header.hingeMargin)
    case .overclampQuarters: PlanNumber(header.overclampQuarters)
    case .overclampScale: PlanNumber(header.overclampScale)
    case .powerWeight: PlanNumber(header.powerWeight)
    case .decay: PlanNumber(header.decay)
    case .sectionCount: PlanNumber(header.sectionCount)
    case .push: PlanNumber(header.push)
    case .wraps: PlanNumber(header.wraps)
    case .shrink: PlanNumber(header.shrink)
    case .twin: PlanNumber(header.twin)
    case .evaluateTrain: PlanNumber(header.evaluateTrain)
    case .nudgedSettleMicroseconds: PlanNumber(header.nudgedSettleMicroseconds)
    case .alternates: PlanNumber(header.alternates)
    case .storesStates: PlanNumber(header.storesStates)
    }
  }

  private func shown(_ setting: PlanSetting) -> (value: String, unit: String) {
    let header = plan.header
    return switch setting {
    case .magic: ("WHTSTPLN", "")
    case .checksum: (String(format: "0x%08x", header.checksum), "CRC-32C")
    case .totalBytes: ("\(header.totalBytes)", "bytes")
    case .trials: ("\(header.trials)", "trials")
    case .signThreshold: (units.square(header.signThreshold), units.squareUnit)
    case .fullScaleMicrovolts:
      units.fullScaleVolts.map { (PlanUnits.number($0), "V") } ?? ("states are not voltages", "")
    case .recordEvery: every(header.recordEvery, zero: "never")
    case .evaluateEvery: every(header.evaluateEvery, zero: "at the start and the end")
    case .checkpointEvery: every(header.checkpointEvery, zero: "at the end")
    case .selfTestEvery: every(header.selfTestEvery, zero: "never")
    case .selfTestTolerance: (units.level(header.selfTestTolerance), units.levelUnit)
    case .decision: (named(Decision(rawValue: header.decision)), "")
    case .rule: (named(Rule(rawValue: header.rule)), "")
    case .nudge: (named(Nudge(rawValue: header.nudge)), "")
    case .order: (named(Order(rawValue: header.order)), "")
    case .updateProbability:
      (PlanUnits.number(Double(header.updateProbability) / 256), "probability")
    case .hinge: (header.hinge == 0 ? "off" : "on", "")
    case .hingeMargin: (units.level(header.hingeMargin), units.levelUnit)
    case .overclampQuarters:
      ("|error|^\(PlanUnits.number(Double(header.overclampQuarters) / 4))", "")
    case .overclampScale: (units.level(header.overclampScale), units.levelUnit)
    case .powerWeight: (PlanUnits.number(Double(header.powerWeight) / 0x1p16), "of drop^2")
    case .decay: (PlanUnits.number(Double(header.decay) / 0x1p32), "per update")
    case .shrink: (PlanUnits.number(Double(header.shrink) / 0x1p30), "taps per update")
    case .batchSize: ("\(header.batchSize)", "trials")
    case .push: (named(Push(rawValue: header.push)), "")
    case .twin: (header.twin == 0 ? "no" : "yes: free and clamped side by side", "")
    case .evaluateTrain: (header.evaluateTrain == 1 ? "always" : "in the last evaluation", "")
    case .nudgedSettleMicroseconds:
      header.nudgedSettleMicroseconds == 0
        ? ("as free", "")
        : ("\(header.nudgedSettleMicroseconds)", plan.isLayered ? "sweeps" : "us")
    case .alternates: (header.alternates == 0 ? "no" : "yes: odd layers, then even ones", "")
    case .storesStates: (header.storesStates == 0 ? "at rest" : "where the last one ended", "")
    case .wraps: (header.wraps == 0 ? "no" : "yes: full scale is half a turn", "")
    case .version, .seed, .nodeCount, .samplesPerTrial, .readingsPerSample, .sectionCount:
      (raw(setting).description, "")
    }
  }

  private func every(_ trials: UInt32, zero: String) -> (String, String) {
    trials == 0 ? (zero, "") : ("every \(trials)", "trials")
  }

  /// "nearest target" of `nearestTarget`.
  private func named<Choice>(_ choice: Choice?) -> String {
    guard let choice else { return "unknown" }
    return "\(choice)".reduce(into: "") { text, letter in
      text += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)"
    }
  }
}
