import Checksum

/// A checked plan: reads the image in place, copies nothing.
///
/// Only ``init(checking:)`` makes one, so every index that it hands out has been found in range.
/// The memory must stay readable and unchanged for as long as the value is used.
@safe
public struct Plan: BitwiseCopyable, @unchecked Sendable {
  /// A copy of the header.
  public let header: PlanHeader
  public let sourceCount: Int
  public let outputCount: Int
  public let clampCount: Int
  /// Elements of the board; where it has layers, all weights, block by block, and then all biases.
  public let elementCount: Int
  /// Elements that the plan lists: none where there are layers.
  let elementEntryCount: Int
  public let scheduleCount: Int
  public let trainCount: Int
  public let testCount: Int
  /// Examples that are neither learnt nor the last word, of a layered plan.
  public let validationCount: Int
  public let targetRowCount: Int
  public let nameCount: Int
  /// Bytes of text that the names point into.
  public let textCount: Int

  @usableFromInline let sources: UnsafePointer<PlanSource>
  @usableFromInline let outputs: UnsafePointer<PlanOutput>
  @usableFromInline let clamps: UnsafePointer<UInt32>
  @usableFromInline let elements: UnsafePointer<PlanElement>
  @usableFromInline let schedule: UnsafePointer<ScheduleStep>
  @usableFromInline let trainInputs: UnsafePointer<Int32>
  @usableFromInline let trainTargets: UnsafePointer<UInt32>
  @usableFromInline let testInputs: UnsafePointer<Int32>
  @usableFromInline let testTargets: UnsafePointer<UInt32>
  @usableFromInline let targetRows: UnsafePointer<Int32>
  let names: UnsafePointer<PlanName>
  let text: UnsafePointer<UInt8>
  let wiringWords: UnsafePointer<UInt64>
  /// Words of 8 bytes.
  public let wiringCount: Int
  @usableFromInline let terms: UnsafePointer<PlanTerm>
  /// One per element, or none.
  public let termCount: Int
  @usableFromInline let sampleWeights: UnsafePointer<UInt32>
  /// T times one per output, or none.
  public let sampleWeightCount: Int

  @usableFromInline let layers: UnsafePointer<PlanLayer>
  public let layerCount: Int
  @usableFromInline let blocks: UnsafePointer<PlanBlock>
  public let blockCount: Int
  @usableFromInline let images: UnsafePointer<UInt8>
  @usableFromInline let validationTargets: UnsafePointer<UInt32>

  /// Reads `image`, which must be aligned to 8 bytes, after checking all of it once.
  public init(checking image: UnsafeRawBufferPointer) throws(PlanError) {
    let envelope = unsafe try PlanEnvelope(opening: image)
    header = envelope.header
    unsafe sources = try envelope.section(.sources, of: PlanSource.self, in: image)
    unsafe outputs = try envelope.section(.outputs, of: PlanOutput.self, in: image)
    unsafe clamps = try envelope.section(.clamps, of: UInt32.self, in: image)
    unsafe elements = try envelope.section(.elements, of: PlanElement.self, in: image)
    unsafe schedule = try envelope.section(.schedule, of: ScheduleStep.self, in: image)
    unsafe trainInputs = try envelope.section(.trainInputs, of: Int32.self, in: image)
    unsafe trainTargets = try envelope.section(.trainTargets, of: UInt32.self, in: image)
    unsafe testInputs = try envelope.section(.testInputs, of: Int32.self, in: image)
    unsafe testTargets = try envelope.section(.testTargets, of: UInt32.self, in: image)
    unsafe targetRows = try envelope.section(.targetRows, of: Int32.self, in: image)
    unsafe names = try envelope.section(.names, of: PlanName.self, in: image)
    unsafe text = try envelope.section(.text, of: UInt8.self, in: image)
    unsafe wiringWords = try envelope.section(.wiring, of: UInt64.self, in: image)
    wiringCount = envelope.count(.wiring)
    unsafe terms = try envelope.section(.terms, of: PlanTerm.self, in: image)
    termCount = envelope.count(.terms)
    unsafe sampleWeights = try envelope.section(.sampleWeights, of: UInt32.self, in: image)
    sampleWeightCount = envelope.count(.sampleWeights)
    sourceCount = envelope.count(.sources)
    outputCount = envelope.count(.outputs)
    clampCount = envelope.count(.clamps)
    unsafe layers = try envelope.section(.layers, of: PlanLayer.self, in: image)
    layerCount = envelope.count(.layers)
    unsafe blocks = try envelope.section(.blocks, of: PlanBlock.self, in: image)
    blockCount = envelope.count(.blocks)
    unsafe images = try envelope.section(.images, of: UInt8.self, in: image)
    unsafe validationTargets = try envelope.section(
      .validationTargets, of: UInt32.self, in: image)
    validationCount = envelope.count(.validationTargets)
    elementEntryCount = envelope.count(.elements)
    elementCount = unsafe Self.elementCount(
      listed: elementEntryCount, layers, layerCount, blocks, blockCount)
    scheduleCount = envelope.count(.schedule)
    trainCount = envelope.count(.trainTargets)
    testCount = envelope.count(.testTargets)
    nameCount = envelope.count(.names)
    textCount = envelope.count(.text)
    let row = outputCount &* Int(header.samplesPerTrial)
    targetRowCount = row > 0 ? envelope.count(.targetRows) / row : 0
    try check(envelope)
  }

  /// Not inlined: each call from the initializer would copy the whole plan first.
  @inline(never)
  private func check(_ envelope: PlanEnvelope) throws(PlanError) {
    try checkSettings()
    try checkLayers(envelope)
    try checkCounts(envelope)
    try checkEntries()
    try checkTerms()
    try checkAccumulator()
  }
  /// Counts before anything is checked: nothing overflows, and a block of no layer counts as none.
  private static func elementCount(
    listed: Int, _ layers: UnsafePointer<PlanLayer>, _ layerCount: Int,
    _ blocks: UnsafePointer<PlanBlock>, _ blockCount: Int
  ) -> Int {
    var count = listed
    for index in 0..<blockCount {
      let block = unsafe blocks[index]
      guard Int(block.from) < layerCount, Int(block.to) < layerCount else { continue }
      let from = unsafe Int(layers[Int(block.from)].nodeCount)
      count &+= unsafe from &* Int(layers[Int(block.to)].nodeCount)
    }
    for index in 1..<max(layerCount, 1) { count &+= unsafe Int(layers[index].nodeCount) }
    return count
  }
}
