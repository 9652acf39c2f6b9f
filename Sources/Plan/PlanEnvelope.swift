import Checksum

/// The image's outside: magic, version, size, checksum and where each section lies.
struct PlanEnvelope {
  let header: PlanHeader
  /// Offset and count by kind, from 1; entry 0 is unused.
  private var places: InlineArray<13, PlanSection>

  /// The largest image that is read.
  static var byteLimit: Int { 1 << 30 }

  init(opening image: UnsafeRawBufferPointer) throws(PlanError) {
    let count = image.count
    guard count >= PlanHeader.byteCount, let base = image.baseAddress else {
      throw PlanError(.truncated, place: UInt64(PlanHeader.byteCount), value: Int64(count))
    }
    guard UInt(bitPattern: base) & 7 == 0 else { throw PlanError(.misaligned) }
    let header = unsafe base.load(as: PlanHeader.self)
    guard header.magic == PlanHeader.magicValue else { throw PlanError(.notAPlan) }
    guard header.version == PlanHeader.currentVersion else {
      throw PlanError(
        .otherVersion, place: UInt64(PlanHeader.currentVersion), value: Int64(header.version))
    }
    guard count <= Self.byteLimit, header.totalBytes == UInt64(count) else {
      throw PlanError(.truncated, place: header.totalBytes, value: Int64(count))
    }
    let body = unsafe UnsafeRawBufferPointer(rebasing: image[PlanHeader.checksumStart...])
    guard unsafe Checksum.of(body) == header.checksum else { throw PlanError(.damaged) }
    self.header = header

    let tableEnd = PlanHeader.byteCount &+ PlanSection.Kind.count &* PlanSection.byteCount
    guard header.sectionCount == UInt32(PlanSection.Kind.count), count >= tableEnd else {
      throw PlanError(.badSection, place: 0, value: Int64(header.sectionCount))
    }
    places = InlineArray(repeating: PlanSection(kind: .sources, stride: 0, offset: 0, count: 0))
    var free = UInt64(tableEnd)
    for kind in 1...PlanSection.Kind.count {
      let at = PlanHeader.byteCount &+ (kind &- 1) &* PlanSection.byteCount
      let section = unsafe base.load(fromByteOffset: at, as: PlanSection.self)
      let bytes = UInt64(section.stride) &* UInt64(section.count)
      guard section.kind == UInt32(kind), section.offset & 7 == 0,
        UInt64(section.offset) >= free, bytes <= UInt64(count),
        UInt64(section.offset) &+ bytes <= UInt64(count)
      else {
        throw PlanError(.badSection, place: UInt64(kind), value: Int64(section.offset))
      }
      free = UInt64(section.offset) &+ bytes
      places[kind] = section
    }
  }

  func count(_ kind: PlanSection.Kind) -> Int {
    Int(places[Int(kind.rawValue)].count)
  }

  /// The section's entries in place, if they are of the size of `Entry`.
  func section<Entry: BitwiseCopyable>(
    _ kind: PlanSection.Kind, of type: Entry.Type, in image: UnsafeRawBufferPointer
  ) throws(PlanError) -> UnsafePointer<Entry> {
    let place = places[Int(kind.rawValue)]
    guard Int(place.stride) == MemoryLayout<Entry>.stride, let base = image.baseAddress else {
      throw PlanError(.badSection, place: UInt64(kind.rawValue), value: Int64(place.stride))
    }
    return unsafe (base + Int(place.offset)).assumingMemoryBound(to: Entry.self)
  }
}
