import Foundation
import Plan

/// Every field of a plan, in the image's order: the header's settings, then the sections' entries.
///
/// Names stand beside what they name; examples are summed up by their count, first and last value
/// unless `full` is set.
public func planListing(_ plan: Plan, full: Bool = false) -> [PlanField] {
  let lister = PlanLister(plan: plan, full: full)
  return lister.header() + lister.sections() + lister.names() + lister.channels()
    + lister.elements() + lister.schedule() + lister.examples(.train) + lister.examples(.test)
    + lister.examples(.validation) + lister.targetRows() + lister.wiring() + lister.terms()
    + lister.sampleWeights() + lister.layers()
}

/// Turns a plan into lines.
struct PlanLister {
  let plan: Plan
  let full: Bool
  let units: PlanUnits

  init(plan: Plan, full: Bool) {
    self.plan = plan
    self.full = full
    units = PlanUnits(plan.header)
  }

  /// A name with everything a terminal might take for a command, or a table for a break, replaced.
  func name(_ named: Plan.Named, or fallback: String = "unnamed") -> String {
    let clean = unsafe Self.clean(plan.name(named))
    return clean.isEmpty ? fallback : clean
  }

  static func clean(_ bytes: UnsafeRawBufferPointer) -> String {
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          switch $0.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate:
            "\u{FFFD}"
          default: $0
          }
        }))
  }

  func node(_ index: some BinaryInteger) -> String {
    name(.node(Int(index)), or: "node \(index)")
  }

  /// How many entries each section has, and of what size.
  func sections() -> [PlanField] {
    PlanSection.Kind.allCases.map { kind in
      let count = count(kind)
      return PlanField(
        "sections", kind.name, "\(count) x \(kind.stride) bytes",
        raw: [PlanNumber(count), PlanNumber(kind.stride)])
    }
  }

  private func count(_ kind: PlanSection.Kind) -> Int {
    let inputs = plan.samplesPerTrial * plan.sourceCount
    return switch kind {
    case .sources: plan.sourceCount
    case .outputs: plan.outputCount
    case .clamps: plan.clampCount
    case .elements: plan.isLayered ? 0 : plan.elementCount
    case .schedule: plan.scheduleCount
    case .trainInputs: plan.isLayered ? 0 : plan.trainCount * inputs
    case .trainTargets: plan.trainCount
    case .testInputs: plan.isLayered ? 0 : plan.testCount * inputs
    case .testTargets: plan.testCount
    case .targetRows: plan.targetRowCount * plan.samplesPerTrial * plan.outputCount
    case .names: plan.nameCount
    case .text: plan.textCount
    case .wiring: plan.wiringCount
    case .terms: plan.termCount
    case .sampleWeights: plan.sampleWeightCount
    case .layers: plan.layerCount
    case .blocks: plan.blockCount
    case .images:
      plan.isLayered
        ? (plan.trainCount + plan.testCount + plan.validationCount) * plan.sourceCount : 0
    case .validationTargets: plan.validationCount
    }
  }
}
