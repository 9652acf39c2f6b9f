/// A piece of a team's work. Parts touch different examples, or different rows of elements: what one
/// writes no other reads before all are done.
@unsafe
struct DigitalWork {
  let count: Int
  let first: UnsafeMutablePointer<DigitalNetwork>
  let twins: UnsafeMutablePointer<DigitalNetwork>
  let elements: UnsafeMutablePointer<DigitalElements>
  /// What each part showed.
  let responses: UnsafeMutablePointer<DigitalResponses>
  let phases: DigitalPhases
  var update = DigitalUpdate(isAway: false)
  var examples = 0
  var levels: UnsafePointer<Int16>?
  var targets: UnsafePointer<Int16>?
  var answers: UnsafeMutablePointer<Int16>?
  var numbers: UnsafePointer<UInt32>?
  var states: DigitalStates?
  var rates: UnsafePointer<DigitalRate>?
  var rateCount = 0

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
    guard let levels = unsafe pointee.levels, let targets = unsafe pointee.targets,
      let answers = unsafe pointee.answers
    else { return }
    let phases = unsafe pointee.phases
    let inputs = unsafe network.pointee.nodeCount(layer: 0)
    let last = unsafe network.pointee.layerCount - 1
    let outputs = unsafe network.pointee.nodeCount(layer: last)
    var responses = DigitalResponses()
    for slot in unsafe stride(from: part, to: pointee.examples, by: pointee.count) {
      unsafe network.pointee.impose(Span(_unsafeStart: levels + slot * inputs, count: inputs))
      unsafe begin(network, slot)
      responses.count += 1
      unsafe responses.sweeps += network.pointee.relax(sweeps: phases.freeSweeps)
      unsafe keep(network, slot)
      if slot % DigitalResponses.examplesPerEnergy == 0 {
        responses.energyCount += 1
        unsafe responses.energy &+= network.pointee.energyAsHeard()
      }
      unsafe network.pointee.withStates(layer: last) { states in
        for node in states.indices { unsafe answers[slot * outputs + node] = states[node] }
      }
      if phases.nudgedSweeps > 0 {
        unsafe nudge(network, slot, Span(_unsafeStart: targets + slot * outputs, count: outputs))
      }
    }
    unsafe pointee.responses[part] = responses
  }

  /// Where an example's states are kept; nil where they are not.
  private func place(of slot: Int) -> (states: DigitalStates, example: Int)? {
    guard let states = unsafe pointee.states, let numbers = unsafe pointee.numbers else {
      return nil
    }
    return (states, unsafe Int(numbers[slot]))
  }

  private func begin(_ network: UnsafeMutablePointer<DigitalNetwork>, _ slot: Int) {
    if let place = unsafe place(of: slot) {
      unsafe network.pointee.begin(from: place.states, example: place.example)
    } else {
      unsafe network.pointee.rest()
    }
  }

  private func keep(_ network: UnsafeMutablePointer<DigitalNetwork>, _ slot: Int) {
    if unsafe pointee.phases.keepsStates, let place = unsafe place(of: slot) {
      unsafe network.pointee.keep(in: place.states, example: place.example)
    }
  }

  private func nudge(
    _ network: UnsafeMutablePointer<DigitalNetwork>, _ slot: Int, _ target: Span<Int16>
  ) {
    let (elements, phases) = unsafe (pointee.elements, pointee.phases)
    unsafe elements.pointee.copy(.free, of: network.pointee, slot: slot)
    let away = 0 &- phases.strength
    switch phases.side {
    case .towards, .away:
      unsafe network.pointee.goOn(
        sweeps: phases.nudgedSweeps, towards: target,
        strength: phases.side == .away ? away : phases.strength)
    case .both:
      unsafe network.pointee.goOn(
        sweeps: phases.nudgedSweeps, towards: target, strength: away)
      unsafe elements.pointee.copy(.nudged, of: network.pointee, slot: slot)
      if unsafe network.pointee.hasSmooth {
        // What smooth nodes said is not all of their state: that is kept, or found anew.
        unsafe begin(network, slot)
        if unsafe !phases.keepsStates || place(of: slot) == nil {
          unsafe network.pointee.relax(sweeps: phases.freeSweeps)
        }
      } else {
        unsafe elements.pointee.putBack(.free, into: network.pointee, slot: slot)
      }
      unsafe elements.pointee.swap(slot: slot, in: network.pointee)
      unsafe network.pointee.relax(
        sweeps: phases.nudgedSweeps, towards: target, strength: phases.strength)
    }
    unsafe elements.pointee.copy(.nudged, of: network.pointee, slot: slot)
  }

  func turn(part: Int) {
    guard let rates = unsafe pointee.rates else { return }
    let span = unsafe Span(_unsafeStart: rates, count: pointee.rateCount)
    let network = unsafe network(of: part)
    unsafe pointee.elements.pointee.turn(
      network.pointee, rates: span, update: pointee.update, part: part, of: pointee.count)
  }
}
