import DigitalNetwork

/// A digital network, its elements and a team, in memory of their own, with random taps.
@safe final class LearningBench {
  let sizes: [Int32]
  let batch: Int
  let blockCount: Int
  private var memory: [UnsafeMutableRawPointer] = unsafe []
  private(set) var network: DigitalNetwork
  private(set) var elements: DigitalElements
  /// Ended before its memory is freed.
  private var team: DigitalTeam?

  init?(
    _ sizes: [Int32], _ pairs: [(Int32, Int32)], batch: Int, threads: Int = 1,
    vectors: DigitalVectors = .best
  ) throws {
    let layers = sizes.map { DigitalLayer(nodeCount: $0) }
    let blocks = pairs.map { DigitalBlock(from: $0.0, to: $0.1) }
    var memory: [UnsafeMutableRawPointer] = unsafe []
    func block(_ count: Int) -> UnsafeMutableRawPointer {
      let block = UnsafeMutableRawPointer.allocate(
        byteCount: count, alignment: DigitalNetwork.alignment)
      unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: count)
      unsafe memory.append(block)
      return unsafe block
    }
    var network = unsafe try DigitalNetwork(
      layers.span, blocks.span, block: block(DigitalNetwork.byteCount(layers.span, blocks.span)))
    network.limit(to: vectors)
    let bytes = DigitalElements.byteCount(
      layers.span, blocks.span, batch: batch, parts: threads)
    let teamBytes = DigitalTeam.byteCount(layers.span, count: threads)
    guard
      var elements = unsafe DigitalElements(
        layers.span, blocks.span, batch: batch, parts: threads, block: block(bytes))
    else { return nil }
    let team = unsafe DigitalTeam(for: network, upTo: threads, block: block(teamBytes))
    guard team.count == threads else { return nil }
    var draws = Draws(8)
    for index in blocks.indices {
      elements.withTaps(block: index) { taps in
        for at in taps.indices { taps[at] = draws.tap(reach: 0.2) }
      }
    }
    elements.apply(to: &network)
    (self.sizes, self.batch, blockCount) = (sizes, batch, blocks.count)
    self.network = network
    self.elements = elements
    self.team = consume team
    unsafe self.memory = memory
  }

  deinit {
    team = nil
    for index in unsafe memory.indices { unsafe memory[index].deallocate() }
  }

  /// Learns a batch of random images; returns the sweeps.
  func learn(_ draws: inout Draws, _ rates: [DigitalRate], isAway: Bool) -> Int {
    let levels = (0..<batch).flatMap { _ in draws.image(Int(sizes[0])) }
    let outputs = Int(sizes[sizes.count - 1])
    let targets = (0..<batch * outputs).map { $0 % outputs == $0 / outputs ? Int16.max : 0 }
    var answers = targets
    var room = answers.mutableSpan
    let phases = DigitalPhases(
      freeSweeps: 30, nudgedSweeps: 5, strength: 1 << 16, side: isAway ? .away : .towards)
    let responses = team?.respond(
      &network, &elements, levels: levels.span, targets: targets.span, phases: phases,
      answers: &room)
    team?.turn(
      &network, &elements, rates: rates.span, update: DigitalUpdate(isAway: isAway))
    return responses?.sweeps ?? 0
  }

  /// Shows examples of these numbers where so many have a place; returns how many were shown.
  func show(_ numbers: [UInt32], places: Int) -> Int {
    let layers = sizes.map { DigitalLayer(nodeCount: $0) }
    let count = DigitalStates.byteCount(layers.span, examples: places)
    let room = UnsafeMutableRawPointer.allocate(
      byteCount: count, alignment: DigitalNetwork.alignment)
    unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    unsafe memory.append(room)
    team?.states = unsafe DigitalStates(layers.span, examples: places, block: room)
    let levels = [Int16](repeating: 99, count: batch * Int(sizes[0]))
    let targets = [Int16](repeating: 0, count: batch * Int(sizes[sizes.count - 1]))
    var answers = targets
    var span = answers.mutableSpan
    let responses = team?.respond(
      &network, &elements, levels: levels.span, targets: targets.span, examples: numbers.span,
      phases: DigitalPhases(freeSweeps: 3), answers: &span)
    return responses?.count ?? 0
  }

  /// Of every block, then of every layer behind the first.
  var taps: [[Int32]] {
    (0..<blockCount).map { index in
      elements.withTaps(block: index) { taps in taps.indices.map { taps[$0] } }
    }
      + (1..<sizes.count).map { index in
        elements.withBiases(layer: index) { taps in taps.indices.map { taps[$0] } }
      }
  }

  func kept(_ response: DigitalElements.Response, layer: Int, slot: Int) -> [Int64] {
    elements.withKept(response, of: network, layer: layer, slot: slot) { states in
      states.indices.map { Int64(states[$0]) }
    }
  }
}
