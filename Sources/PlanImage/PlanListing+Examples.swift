import Foundation
import Plan

extension PlanLister {
  /// Examples listed one by one where the listing is not a full one.
  private static let examplesShown = 8
  /// Values listed one by one where the listing is not a full one.
  private static let valuesShown = 8

  func examples(_ set: Plan.ExampleSet) -> [PlanField] {
    inputs(set) + targets(set)
  }

  private func inputs(_ set: Plan.ExampleSet) -> [PlanField] {
    if plan.isLayered { return images(set) }
    let section = set == .train ? PlanSection.Kind.trainInputs : .testInputs
    if set == .validation { return [] }
    let count = plan.exampleCount(set)
    let shown = full ? count : min(count, Self.examplesShown)
    let width = plan.samplesPerTrial * plan.sourceCount
    var fields = (0..<shown).map { example in
      let levels = unsafe UnsafeBufferPointer(
        start: plan.inputs(set, example, at: 0), count: width)
      return field(section, "example \(example)", unsafe Array(levels))
    }
    if shown < count {
      fields.append(
        PlanField(
          section.name, "(more)", "\(count - shown) more examples of \(width) values, see --full",
          raw: []))
    }
    return fields
  }

  /// How many pictures there are, and how dark they are.
  private func images(_ set: Plan.ExampleSet) -> [PlanField] {
    let count = plan.exampleCount(set)
    guard count > 0 else { return [] }
    var sum = 0
    for example in 0..<count {
      let pixels = unsafe plan.pixels(set, example)
      for index in 0..<plan.sourceCount { sum += unsafe Int(pixels[index]) }
    }
    let mean = Double(sum) / Double(count * plan.sourceCount) / 256
    return [
      PlanField(
        PlanSection.Kind.images.name, "\(set)",
        "\(count) x \(plan.sourceCount) bytes, \(PlanUnits.number(mean)) of full scale on average",
        raw: [PlanNumber(count)])
    ]
  }

  /// Which target each example has; summed up, how many examples each target has.
  private func targets(_ set: Plan.ExampleSet) -> [PlanField] {
    let section =
      switch set {
      case .train: PlanSection.Kind.trainTargets.name
      case .test: PlanSection.Kind.testTargets.name
      case .validation: PlanSection.Kind.validationTargets.name
      }
    let rows = (0..<plan.exampleCount(set)).map { plan.targetRow(set, $0) }
    if full {
      return rows.enumerated().map { example, row in
        PlanField(section, "example \(example)", target(row), raw: [PlanNumber(row)])
      }
    }
    var counts: [Int: Int] = [:]
    for row in rows { counts[row, default: 0] += 1 }
    if counts.count > Self.examplesShown {
      return [
        PlanField(
          section, "(all)",
          "\(rows.count) examples with \(counts.count) different targets, "
            + "see --full", raw: [])
      ]
    }
    return counts.sorted { $0.key < $1.key }.map { row, count in
      PlanField(
        section, target(row), count == 1 ? "1 example" : "\(count) examples",
        raw: [PlanNumber(count)])
    }
  }

  func targetRows() -> [PlanField] {
    let count = plan.targetRowCount
    let shown = full ? count : min(count, 2 * Self.examplesShown)
    var fields = (0..<shown).map { row in
      var levels: [Int32] = []
      for t in 0..<plan.samplesPerTrial {
        for output in 0..<plan.outputCount {
          levels.append(plan.target(row: row, output: output, at: t))
        }
      }
      return field(.targetRows, target(row), levels)
    }
    if shown < count {
      fields.append(
        PlanField(
          PlanSection.Kind.targetRows.name, "(more)", "\(count - shown) more rows, see --full",
          raw: []))
    }
    return fields
  }

  /// A target row's name: its class, or its number.
  private func target(_ row: Int) -> String {
    plan.header.decision == Decision.none.rawValue
      ? "row \(row)" : name(.class(row), or: "class \(row)")
  }

  /// A row of levels; long ones are summed up, with only the first and last value in `raw`.
  private func field(
    _ section: PlanSection.Kind, _ name: String, _ levels: [Int32]
  ) -> PlanField {
    if full || levels.count <= Self.valuesShown {
      return PlanField(
        section.name, name, levels.map { units.level($0) }.joined(separator: " "),
        unit: units.levelUnit, raw: levels.map { PlanNumber($0) })
    }
    let ends = [levels[0], levels[levels.count - 1]]
    return PlanField(
      section.name, name,
      "\(levels.count) values, first \(units.level(ends[0])), last \(units.level(ends[1]))",
      unit: units.levelUnit, raw: ends.map { PlanNumber($0) })
  }
}
