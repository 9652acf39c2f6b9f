/// Reading a checked plan. Indices must lie in range: the engine's loops run over the counts.
extension Plan {
  @inlinable @inline(__always) public var nodeCount: Int { Int(header.nodeCount) }
  @inlinable @inline(__always) public var samplesPerTrial: Int { Int(header.samplesPerTrial) }

  /// Whether the board is two copies of its network.
  @inlinable @inline(__always) public var isTwin: Bool { header.twin == 1 }
  /// Copies of the network: 2 on a twin board.
  @inlinable @inline(__always) public var copies: Int { isTwin ? 2 : 1 }
  /// Levels that the board is driven with, and samples that it gives: one per source, or node, and
  /// copy; the free copy's first.
  @inlinable @inline(__always) public var levelCount: Int { sourceCount &* copies }
  @inlinable @inline(__always) public var readingCount: Int { nodeCount &* copies }

  @inlinable @inline(__always)
  public func source(_ index: Int) -> PlanSource { unsafe sources[index] }
  @inlinable @inline(__always)
  public func output(_ index: Int) -> PlanOutput { unsafe outputs[index] }
  @inlinable @inline(__always)
  public func clampNode(_ index: Int) -> UInt32 { unsafe clamps[index] }
  @inlinable @inline(__always)
  public func element(_ index: Int) -> PlanElement { unsafe elements[index] }
  @inlinable @inline(__always)
  public func step(_ index: Int) -> ScheduleStep { unsafe schedule[index] }

  @inlinable @inline(__always)
  public func term(_ index: Int) -> PlanTerm { unsafe terms[index] }

  /// How much an output counts at sample `t`, in 2^-16; 65536 where nothing is said.
  @inlinable @inline(__always)
  public func weight(output: Int, at t: Int) -> UInt32 {
    sampleWeightCount == 0 ? 1 << 16 : unsafe sampleWeights[t &* outputCount &+ output]
  }

  /// The same, and 0 where the target's row wants nothing.
  @inlinable @inline(__always)
  public func weight(row: Int, output: Int, at t: Int) -> UInt32 {
    target(row: row, output: output, at: t) == Self.released ? 0 : weight(output: output, at: t)
  }

  /// An input that lets go, or a target that wants nothing; no level. Plans with local terms only.
  @inlinable public static var released: Int32 { Int32.min }

  /// A set of examples.
  public enum ExampleSet: UInt8, BitwiseCopyable, Sendable {
    case train = 0
    case test = 1
    case validation = 2
  }

  @inlinable @inline(__always)
  public func exampleCount(_ set: ExampleSet) -> Int {
    switch set {
    case .train: trainCount
    case .test: testCount
    case .validation: validationCount
    }
  }

  /// The levels of every source at sample `t` of an example of training or test, raw samples; one
  /// per source. Not of a layered plan: see ``pixels(_:_:)``.
  @unsafe @inlinable @inline(__always)
  public func inputs(_ set: ExampleSet, _ example: Int, at t: Int) -> UnsafePointer<Int32> {
    let base = unsafe set == .train ? trainInputs : testInputs
    return unsafe base + (example * samplesPerTrial + t) * sourceCount
  }

  /// The row of an example's target; its class where there is a decision.
  @inlinable @inline(__always)
  public func targetRow(_ set: ExampleSet, _ example: Int) -> Int {
    let targets =
      switch set {
      case .train: unsafe trainTargets
      case .test: unsafe testTargets
      case .validation: unsafe validationTargets
      }
    return unsafe Int(targets[example])
  }

  /// What an output shall reach at sample `t`, raw sample.
  @inlinable @inline(__always)
  public func target(row: Int, output: Int, at t: Int) -> Int32 {
    unsafe targetRows[(row &* samplesPerTrial &+ t) &* outputCount &+ output]
  }

  /// What a name belongs to; the index of each kind counts from 0.
  public enum Named: Sendable {
    case board, task
    case node(Int), source(Int), clamp(Int), element(Int), `class`(Int)
  }

  /// The UTF-8 bytes of a name; empty where there is none.
  public func name(_ named: Named) -> UnsafeRawBufferPointer {
    if isLayered {
      switch named {
      case .board: return unsafe name(at: 0)
      case .task: return unsafe name(at: 1)
      case .class(let row): return unsafe name(at: 2 + row)
      default: return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
      }
    }
    let sourcesStart = 2 + nodeCount
    let index =
      switch named {
      case .board: 0
      case .task: 1
      case .node(let node): 2 + node
      case .source(let source): sourcesStart + source
      case .clamp(let clamp): sourcesStart + sourceCount + clamp
      case .element(let element): sourcesStart + sourceCount + clampCount + element
      case .class(let row): sourcesStart + sourceCount + clampCount + elementCount + row
      }
    return unsafe name(at: index)
  }

  private func name(at index: Int) -> UnsafeRawBufferPointer {
    guard index >= 0, index < nameCount else {
      return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let name = unsafe names[index]
    return unsafe UnsafeRawBufferPointer(start: text + Int(name.offset), count: Int(name.length))
  }
}

extension Plan {
  /// The bytes of the board's wiring, aligned to 8; none where the board is only simulated. Not
  /// checked: `Wiring` does that.
  public var wiring: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: wiringWords, count: wiringCount * 8)
  }

  /// Every element, for loops that run over all of them.
  @unsafe
  @inlinable @inline(__always)
  public var elementTable: UnsafePointer<PlanElement> { unsafe elements }

  /// Every element's term; as many as ``termCount``.
  @unsafe
  @inlinable @inline(__always)
  public var termTable: UnsafePointer<PlanTerm> { unsafe terms }
}
