import Foundation
import Plan

/// Why an image was refused: what, where, the value, what is allowed, and what to do; one sentence.
public func describe(_ error: PlanError) -> String {
  switch error.reason {
  case .truncated: wrongSize(expected: error.place, found: error.value)
  case .notAPlan:
    "this is not a plan: it begins with the bytes \(bytes(error.value)) instead of "
      + "\(bytes(Int64(bitPattern: PlanHeader.magicValue))) (WHTSTPLN); \(compile)"
  case .otherVersion:
    "made for plan version \(error.value), this program reads version \(error.place): \(again)"
  case .damaged:
    "the plan is damaged: its bytes have the checksum \(hex(error.value)), but it carries "
      + "\(hex(Int64(truncatingIfNeeded: error.place))) at byte 12; copy it again, or \(again)"
  case .misaligned:
    "the plan lies \(error.value) bytes beyond a multiple of 8 in memory: give it memory that is "
      + "aligned to 8 bytes, as mmap does"
  case .badSection: badSection(error)
  case .badSetting: badSetting(error)
  case .badEntry: badEntry(error)
  case .accumulatorTooNarrow: tooNarrow(error)
  }
}

private let compile = "make one with `wheatstone plan BOARD TASK -o FILE`"
private let again = "compile it again with `wheatstone plan BOARD TASK -o FILE`"

private func wrongSize(expected: UInt64, found: Int64) -> String {
  if found > Int64(Plan.byteLimit) {
    return
      "the plan has \(found) bytes, at most \(Plan.byteLimit) are read: use fewer examples, and "
      + again
  }
  if expected < UInt64(clamping: found) {
    return
      "the plan has \(found) bytes, but says at byte 16 that it has \(expected): something was "
      + "added to it; copy it again, or \(again)"
  }
  return
    "the plan is cut short: it has \(found) bytes and needs \(expected); copy it again, or \(again)"
}

private func badSection(_ error: PlanError) -> String {
  guard let section = error.section,
    let field = PlanSection.Field(rawValue: UInt16(truncatingIfNeeded: error.fieldOffset))
  else {
    return
      "the table of sections holds \(error.value) at an unknown place (\(error.place)); \(again)"
  }
  let at =
    PlanHeader.byteCount + (Int(section.rawValue) - 1) * PlanSection.byteCount
    + Int(field.rawValue)
  let allowed =
    switch field {
    case .kind: "\(section.rawValue)"
    case .stride: "\(section.stride)"
    case .offset: "a multiple of 8 behind the section before, within the image"
    case .count: "\(section.allowedCount), all within the image"
    }
  return "the section '\(section.name)' has the \(field) \(error.value) (byte \(at)), allowed is "
    + "\(allowed); \(again)"
}

private func badSetting(_ error: PlanError) -> String {
  guard let setting = error.setting else {
    return "the header holds \(error.value) at an unknown place (byte \(error.place)); \(again)"
  }
  let value =
    setting == .trials ? "\(UInt64(bitPattern: error.value))" : "\(error.value)"
  return "the setting '\(setting.name)' is \(value) (byte \(setting.rawValue)), allowed is "
    + "\(setting.allowedText); correct the task, and \(again)"
}

private func badEntry(_ error: PlanError) -> String {
  guard let section = error.section, let field = error.entryField else {
    return "an entry at an unknown place (\(error.place)) holds \(error.value); \(again)"
  }
  let unsigned = field == .stepFromTrial || field == .stepRateMantissa
  let value = unsigned ? "\(UInt64(bitPattern: error.value))" : "\(error.value)"
  return "in the section '\(section.name)', entry \(error.entry) (counted from 0) has the "
    + "\(field.name) \(value) (byte \(field.byteOffset) of the entry), allowed is "
    + "\(field.allowedText); correct board and task, and \(again)"
}

private func tooNarrow(_ error: PlanError) -> String {
  if error.place == UInt64(PlanSetting.batchSize.rawValue) {
    return
      "contrasts could overflow: 'samplesPerTrial' (byte \(PlanSetting.samplesPerTrial.rawValue)) "
      + "times 'batchSize' (byte \(PlanSetting.batchSize.rawValue)) is \(error.value), allowed is "
      + "at most \(Plan.summandLimit); use a smaller batch, and \(again)"
  }
  return
    "contrasts could overflow: in the section 'schedule', entry \(error.entry) (counted from 0) "
    + "has the rateShift \(error.value) (byte \(PlanEntryField.stepRateShift.byteOffset) of the "
    + "entry), allowed is \(PlanEntryField.stepRateShift.allowedText); use a lower rate or a "
    + "smaller batch, and \(again)"
}

private func hex(_ value: Int64) -> String {
  "0x" + String(UInt32(truncatingIfNeeded: value), radix: 16)
}

/// The eight bytes of a word as they stand in the file.
private func bytes(_ word: Int64) -> String {
  (0..<8).map { String(format: "%02x", UInt8(truncatingIfNeeded: word >> ($0 * 8))) }
    .joined(separator: " ")
}
