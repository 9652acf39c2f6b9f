import Checksum

/// The image's outside: magic, version, size, checksum and where each section lies.
struct PlanEnvelope {
  let header: PlanHeader
  /// Offset and count by kind, from 1; entry 0 is unused.
  private var places: InlineArray<20, PlanSection>

  init(opening image: UnsafeRawBufferPointer) throws(PlanError) {
    let count = image.count
    guard count >= PlanHeader.byteCount, let base = image.baseAddress else {
      throw PlanError(.truncated, place: UInt64(PlanHeader.byteCount), value: Int64(count))
    }
    guard UInt(bitPattern: base) & 7 == 0 else {
      throw PlanError(.misaligned, value: Int64(UInt(bitPattern: base) & 7))
    }
    let header = unsafe base.load(as: PlanHeader.self)
    guard header.magic == PlanHeader.magicValue else {
      throw PlanError(.notAPlan, value: Int64(bitPattern: header.magic))
    }
    guard header.version == PlanHeader.currentVersion else {
      throw PlanError(
        .otherVersion, place: UInt64(PlanHeader.currentVersion), value: Int64(header.version))
    }
    guard count <= Plan.byteLimit, header.totalBytes == UInt64(count) else {
      throw PlanError(.truncated, place: header.totalBytes, value: Int64(count))
    }
    let body = unsafe UnsafeRawBufferPointer(rebasing: image[PlanHeader.checksumStart...])
    let checksum = unsafe Checksum.of(body)
    guard checksum == header.checksum else {
      throw PlanError(.damaged, place: UInt64(header.checksum), value: Int64(checksum))
    }
    guard PlanSetting.sectionCount.allowed.contains(header.sectionCount) else {
      throw .setting(.sectionCount, Int64(header.sectionCount))
    }
    let tableEnd = PlanHeader.byteCount &+ PlanSection.Kind.count &* PlanSection.byteCount
    guard count >= tableEnd else {
      throw PlanError(.truncated, place: UInt64(tableEnd), value: Int64(count))
    }
    self.header = header
    places = InlineArray(repeating: PlanSection(kind: .sources, stride: 0, offset: 0, count: 0))
    var free = UInt64(tableEnd)
    for kind in PlanSection.Kind.sources.rawValue...PlanSection.Kind.validationTargets.rawValue {
      let at = PlanHeader.byteCount &+ Int(kind &- 1) &* PlanSection.byteCount
      let section = unsafe base.load(fromByteOffset: at, as: PlanSection.self)
      free = try section.checkedEnd(kind, after: free, within: UInt64(count))
      places[Int(kind)] = section
    }
  }

  func count(_ kind: PlanSection.Kind) -> Int {
    Int(places[Int(kind.rawValue)].count)
  }

  /// The section's entries in place; their stride and extent have been checked.
  @inline(__always)
  func section<Entry: BitwiseCopyable>(
    _ kind: PlanSection.Kind, of type: Entry.Type, in image: UnsafeRawBufferPointer
  ) throws(PlanError) -> UnsafePointer<Entry> {
    unsafe try start(of: kind, stride: MemoryLayout<Entry>.stride, in: image)
      .assumingMemoryBound(to: Entry.self)
  }

  /// Not inlined: a plan has many sections.
  @inline(never)
  private func start(
    of kind: PlanSection.Kind, stride: Int, in image: UnsafeRawBufferPointer
  ) throws(PlanError) -> UnsafeRawPointer {
    let place = places[Int(kind.rawValue)]
    guard Int(place.stride) == stride, let base = image.baseAddress else {
      throw .section(kind.rawValue, .stride, place.stride)
    }
    return unsafe base + Int(place.offset)
  }
}

extension PlanSection {
  /// The first byte behind the section, which must be of this kind, begin at `free` or later and
  /// end within the image.
  fileprivate func checkedEnd(
    _ expected: UInt32, after free: UInt64, within byteCount: UInt64
  ) throws(PlanError) -> UInt64 {
    guard kind == expected else { throw .section(expected, .kind, kind) }
    guard let known = Kind(rawValue: expected), Int(stride) == known.stride else {
      throw .section(expected, .stride, stride)
    }
    guard offset & 7 == 0, UInt64(offset) >= free, UInt64(offset) <= byteCount else {
      throw .section(expected, .offset, offset)
    }
    let end = UInt64(offset) &+ UInt64(stride) &* UInt64(count)
    guard end <= byteCount else { throw .section(expected, .count, count) }
    return end
  }
}
