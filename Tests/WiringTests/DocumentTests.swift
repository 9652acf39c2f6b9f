import Foundation
import Testing
import Wiring

/// docs/wiring.md must say what the code does.
@Suite struct DocumentTests {
  /// Rows of the first table below a heading: its cells, without backquotes.
  private func table(below heading: String) throws -> [[String]] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/wiring.md")
    let lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "## \(heading)"))
    let rows = lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.filter { $0.hasPrefix("|") }
    return rows.dropFirst(2).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// Offsets and sizes fill an entry without gaps, and named fields lie where the code has them.
  private func check<Entry>(_ heading: String, _ offsets: [String: PartialKeyPath<Entry>]) throws {
    let rows = try table(below: heading)
    var end = 0
    var found = 0
    for row in rows {
      #expect(row[0] == "\(end)", "\(heading): \(row)")
      end += try #require(Int(row[1]))
      guard let path = offsets[row[2]] else { continue }
      #expect(MemoryLayout<Entry>.offset(of: path) == Int(row[0]), "\(heading): \(row[2])")
      found += 1
    }
    #expect(end == MemoryLayout<Entry>.stride && found == offsets.count)
  }

  @Test func entriesLieAsThePageSays() throws {
    try check(
      "Header",
      [
        "magic": \WiringHeader.magic, "version": \.version, "deviceCount": \.deviceCount,
        "lineCount": \.lineCount, "chipCount": \.chipCount, "sourceCount": \.sourceCount,
        "clampCount": \.clampCount, "nodeCount": \.nodeCount, "armLine": \.armLine,
        "heartbeatLine": \.heartbeatLine, "isWired": \.isWired, "elementCount": \.elementCount,
        "textBytes": \.textBytes, "verifyEvery": \.verifyEvery,
        "watchTolerance": \.watchTolerance, "isCorrected": \.isCorrected,
      ])
    try check(
      "Device",
      [
        "kind": \WiringDevice.kind, "mode": \.mode, "bus": \.bus, "select": \.select,
        "clockHertz": \.clockHertz, "name": \.name,
      ])
    try check("Line", ["device": \WiringLine.device, "flags": \.flags, "name": \.name])
    try check(
      "Chip",
      [
        "part": \WiringChip.part, "device": \.device, "address": \.address,
        "firstLine": \.firstLine, "options": \.options, "name": \.name,
      ])
    try check(
      "Channel",
      [
        "chip": \WiringChannel.chip, "channel": \.channel, "switchChip": \.switchChip,
        "switchChannel": \.switchChannel, "mantissa": \.mantissa, "offset": \.offset,
        "largestCode": \.largestCode, "safeCode": \.safeCode,
      ])
    try check("Correction", ["gain": \WiringCorrection.gain, "offset": \.offset])
  }

  @Test func partsAreThoseOfThePage() throws {
    let rows = try table(below: "Parts")
    let parts = (0...UInt16.max).compactMap { PartNumber(rawValue: $0) }
    try #require(rows.count == parts.count)
    let connections: [PartNumber.Connection: String] = [.spi: "SPI", .i2c: "I2C", .lines: "lines"]
    for (row, part) in zip(rows, parts) {
      #expect(row[0] == "\(part.rawValue)" && row[1].lowercased() == "\(part)".lowercased())
      #expect(row[2] == "\(part.role)" && row[3] == connections[part.connection])
      #expect(row[4] == "\(part.channelCount)" && row[5] == "\(part.largestCode)")
      #expect(row[6] == "\(part.lineCount)", "\(part)")
    }
  }

  @Test func reasonsAreThoseOfThePage() throws {
    let rows = try table(below: "What is refused")
    for (index, row) in rows.enumerated() {
      let reason = try #require(WiringError.Reason(rawValue: UInt8(index + 1)))
      #expect(row[0] == "\(index + 1)" && row[1] == "\(reason)")
    }
    #expect(WiringError.Reason(rawValue: UInt8(rows.count + 1)) == nil)
  }
}
