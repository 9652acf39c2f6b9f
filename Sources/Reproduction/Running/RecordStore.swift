internal import Foundation

/// The folder of a reproduction: records of studies that are done, and the figures' numbers.
struct RecordStore: Sendable {
  let folder: String
  let isQuick: Bool

  /// Records of other versions of the studies are not taken for these.
  private static let version = 1

  private var runs: String { folder + (isQuick ? "/runs-quick" : "/runs") + "-\(Self.version)" }

  func prepare() throws(StudyError) {
    do {
      try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
    } catch {
      throw StudyError(
        description: "\(folder): the folder cannot be made (\(error.localizedDescription))")
    }
  }

  /// nil: not there, or not whole.
  func record(_ name: String) -> StudyRecord? {
    guard let data = FileManager.default.contents(atPath: runs + "/\(name).json") else {
      return nil
    }
    return try? JSONDecoder().decode(StudyRecord.self, from: data)
  }

  func keep(_ record: StudyRecord, as name: String) throws(StudyError) {
    var record = record
    // JSON knows no numbers without end.
    record.numbers = record.numbers.filter { $0.value.isFinite }
    try encode(record, runs + "/\(name).json")
  }

  func write(_ outcome: Reproduction.Outcome, to file: String) throws(StudyError) {
    try encode(outcome, folder + "/" + file)
  }

  private func encode(_ value: some Encodable, _ file: String) throws(StudyError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      try encoder.encode(value).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw StudyError(
        description: "\(file): it cannot be written (\(error.localizedDescription))")
    }
  }
}
