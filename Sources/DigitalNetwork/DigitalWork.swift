/// A piece of a team's work. Parts touch different examples, or different rows of elements: what one
/// writes no other reads before all are done.
@unsafe
struct DigitalWork {
  let count: Int
  let first: UnsafeMutablePointer<DigitalNetwork>
  let twins: UnsafeMutablePointer<DigitalNetwork>
  let elements: UnsafeMutablePointer<DigitalElements>
  let phases: DigitalPhases
  var levels: UnsafePointer<Int16>?
  var targets: UnsafePointer<Int16>?
  var rates: UnsafePointer<DigitalRate>?
  var rateCount = 0
  /// Free sweeps of each part.
  var sweeps = InlineArray<64, Int>(repeating: 0)

  static func at(_ context: UnsafeMutableRawPointer) -> UnsafeMutablePointer<DigitalWork> {
    unsafe context.assumingMemoryBound(to: DigitalWork.self)
  }
}

extension UnsafeMutablePointer<DigitalWork> {
  private func network(of part: Int) -> UnsafeMutablePointer<DigitalNetwork> {
    unsafe part == 0 ? pointee.first : pointee.twins + (part - 1)
  }

  func respond(part: Int) {
    let network = unsafe network(of: part)
    let (elements, phases) = unsafe (pointee.elements, pointee.phases)
    guard let levels = unsafe pointee.levels, let targets = unsafe pointee.targets else { return }
    let inputs = unsafe network.pointee.nodeCount(layer: 0)
    let outputs = unsafe network.pointee.nodeCount(layer: network.pointee.layerCount - 1)
    var sweeps = 0
    for slot in unsafe stride(from: part, to: elements.pointee.batch, by: pointee.count) {
      let shown = unsafe Span(_unsafeStart: levels + slot * inputs, count: inputs)
      let target = unsafe Span(_unsafeStart: targets + slot * outputs, count: outputs)
      unsafe network.pointee.impose(shown)
      unsafe network.pointee.rest()
      unsafe sweeps += network.pointee.relax(sweeps: phases.freeSweeps)
      unsafe elements.pointee.copy(.free, of: network.pointee, slot: slot)
      unsafe network.pointee.goOn(
        sweeps: phases.nudgedSweeps, towards: target,
        strength: phases.isAway ? 0 &- phases.strength : phases.strength)
      unsafe elements.pointee.copy(.nudged, of: network.pointee, slot: slot)
    }
    unsafe pointee.sweeps[part] = sweeps
  }

  func turn(part: Int) {
    guard let rates = unsafe pointee.rates else { return }
    let span = unsafe Span(_unsafeStart: rates, count: pointee.rateCount)
    let network = unsafe network(of: part)
    unsafe pointee.elements.pointee.turn(
      network.pointee, rates: span, isAway: pointee.phases.isAway, part: part)
  }
}
