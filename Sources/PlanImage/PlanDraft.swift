import Checksum
import Foundation
import Plan

/// A plan before it is an image: plain arrays, in the order of the sections.
public struct PlanDraft: Sendable {
  /// Counts and checksum are filled in by ``image()``; everything else is taken as it stands.
  public var header = PlanHeader()
  public var sources: [PlanSource] = []
  public var outputs: [PlanOutput] = []
  /// The node of each clamp.
  public var clamps: [UInt32] = []
  public var elements: [PlanElement] = []
  public var schedule: [ScheduleStep] = []
  /// Example by example, T rows of one value per source.
  public var trainInputs: [Int32] = []
  /// The target row of each training example.
  public var trainTargets: [UInt32] = []
  public var testInputs: [Int32] = []
  public var testTargets: [UInt32] = []
  /// Row by row, T times one value per output.
  public var targetRows: [Int32] = []
  /// Board, task, nodes, sources, clamps, elements, then classes if there is a decision; with layers
  /// board, task and classes.
  public var names: [String] = []
  /// How the board is wired; nil for one that is only simulated.
  public var wiring: WiringDraft?
  /// One per element, or none where elements are conductances.
  public var terms: [PlanTerm] = []
  /// T rows of one value per output, 2^-16, or none.
  public var sampleWeights: [UInt32] = []
  /// The layers of a network without an analog part, in place of elements, or none.
  public var layers: [PlanLayer] = []
  public var blocks: [PlanBlock] = []
  /// With layers, in place of inputs: training, test, then validation examples, one byte per source.
  public var images: [UInt8] = []
  /// The target row of each validation example; with layers only.
  public var validationTargets: [UInt32] = []

  public init() {}

  /// The image: header, table of sections, sections, each aligned to 8 bytes.
  public func image() -> [UInt8] {
    var writer = SectionWriter()
    writer.append(.sources, sources)
    writer.append(.outputs, outputs)
    writer.append(.clamps, clamps)
    writer.append(.elements, elements)
    writer.append(.schedule, schedule)
    writer.append(.trainInputs, trainInputs)
    writer.append(.trainTargets, trainTargets)
    writer.append(.testInputs, testInputs)
    writer.append(.testTargets, testTargets)
    writer.append(.targetRows, targetRows)
    var text: [UInt8] = []
    var places: [PlanName] = []
    for name in names {
      let bytes = Array(name.utf8)
      places.append(
        PlanName(offset: UInt32(clamping: text.count), length: UInt32(clamping: bytes.count)))
      text += bytes
    }
    writer.append(.names, places)
    writer.append(.text, text)
    writer.append(.wiring, wiring?.words() ?? [])
    writer.append(.terms, terms)
    writer.append(.sampleWeights, sampleWeights)
    writer.append(.layers, layers)
    writer.append(.blocks, blocks)
    writer.append(.images, images)
    writer.append(.validationTargets, validationTargets)
    return writer.finished(header: header)
  }
}

/// Lays sections behind each other and notes where they went.
private struct SectionWriter {
  private static let tableBytes = PlanSection.Kind.count * PlanSection.byteCount
  private var table: [PlanSection] = []
  private var body: [UInt8] = []

  mutating func append<Entry: BitwiseCopyable>(_ kind: PlanSection.Kind, _ entries: [Entry]) {
    while body.count % 8 != 0 { body.append(0) }
    let offset = PlanHeader.byteCount + Self.tableBytes + body.count
    table.append(
      PlanSection(
        kind: kind, stride: MemoryLayout<Entry>.stride, offset: offset, count: entries.count))
    unsafe entries.withUnsafeBytes { unsafe body.append(contentsOf: $0) }
  }

  func finished(header: PlanHeader) -> [UInt8] {
    var header = header
    header.sectionCount = UInt32(table.count)
    header.totalBytes = UInt64(PlanHeader.byteCount + Self.tableBytes + body.count)
    var image = Self.bytes(of: header)
    for section in table { image += Self.bytes(of: section) }
    image += body
    header.checksum = unsafe image.withUnsafeBytes {
      unsafe Checksum.of(UnsafeRawBufferPointer(rebasing: $0[PlanHeader.checksumStart...]))
    }
    image.replaceSubrange(0..<PlanHeader.byteCount, with: Self.bytes(of: header))
    return image
  }

  private static func bytes<Value: BitwiseCopyable>(of value: Value) -> [UInt8] {
    unsafe withUnsafeBytes(of: value) { unsafe Array($0) }
  }
}
