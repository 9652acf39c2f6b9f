import BoardInterface
import CDevice
import DigitalNetwork
import FixedPoint
import Plan

extension DigitalBoard: Board {
  public static var mayBeTwin: Bool { false }
  public static var isLayered: Bool { true }

  public mutating func respond(
    to levels: Span<Int16>, targets: Span<Int16>, examples: Span<UInt32>, _ phases: DigitalPhases,
    keepingIn elements: inout DigitalElements?, answers: inout MutableSpan<Int16>
  ) throws(BoardFault) -> DigitalResponses {
    guard var held = elements.take() else { throw fault() }
    let responses = team.respond(
      &network, &held, levels: levels, targets: targets, examples: examples, phases: phases,
      answers: &answers)
    elements = consume held
    // Sizes that do not fit are those of another plan.
    guard responses.count > 0 || levels.count == 0 else { throw fault() }
    return responses
  }

  public mutating func turn(
    _ elements: inout DigitalElements?, rates: Span<DigitalRate>, _ update: DigitalUpdate
  ) throws(BoardFault) {
    guard var held = elements.take() else { throw fault() }
    team.turn(&network, &held, rates: rates, update: update)
    elements = consume held
  }

  public mutating func turn(_ taps: Span<Int32>) throws(BoardFault) {
    guard taps.count == plan.elementCount else { throw fault() }
    var first = 0
    for block in 0..<plan.blockCount {
      let count = plan.weightCount(block: block)
      network.setWeights(block: block, taps: taps.extracting(first..<first + count))
      first += count
    }
    for layer in 1..<plan.layerCount {
      let count = network.nodeCount(layer: layer)
      network.setBiases(layer: layer, taps: taps.extracting(first..<first + count))
      first += count
    }
  }

  // MARK: One example at a time, as on any other board.

  public mutating func begin(_ moment: Moment) throws(BoardFault) { network.rest() }

  public mutating func drive(_ samples: Span<Sample>) throws(BoardFault) {
    guard samples.count == plan.sourceCount else { throw fault() }
    for index in samples.indices {
      let level = min(max(samples[index].raw &>> 5, -32_767), 32_767)
      unsafe levels[index] = Int16(truncatingIfNeeded: level)
    }
    network.impose(unsafe Span(_unsafeStart: levels, count: samples.count))
  }

  /// Not what these nodes know: they are pulled, in whole batches.
  public mutating func clamp(_ levels: Span<Sample>) throws(BoardFault) { throw fault() }

  public mutating func release() throws(BoardFault) {}

  public mutating func settle(microseconds: UInt32) throws(BoardFault) {
    network.relax(sweeps: Int(microseconds))
  }

  public mutating func sample(into samples: inout MutableSpan<Sample>) throws(BoardFault) {
    guard samples.count == plan.nodeCount else { throw fault() }
    var first = 0
    for layer in 0..<network.layerCount {
      network.withStates(layer: layer) { states in
        for node in states.indices {
          samples[first + node] = Sample(raw: Int32(states[node]) &<< 5)
        }
      }
      first += network.nodeCount(layer: layer)
    }
  }

  public mutating func makeSafe() { network.rest() }

  public mutating func nextNotice() -> BoardFault? { nil }

  /// The machine's clock: how long a relaxation takes is what people ask of these boards.
  public mutating func nowMicroseconds() -> UInt64 { wheatstone_monotonic_microseconds() }
}
