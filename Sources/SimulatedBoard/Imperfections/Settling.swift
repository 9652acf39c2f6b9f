import Foundation

/// How voltages follow what is asked of the network.
@safe
struct Settling: ~Copyable {
  /// The voltages at this moment, where they do not follow at once.
  let volts: OwnedBuffer<Double>
  let isInstant: Bool
  /// Whether the voltages to be reached must be solved anew.
  var targetChanged = true
  private let timeConstantMicroseconds: Double
  private var lastMicroseconds: UInt32 = 0
  private var lastRemainder = 1.0

  init(_ model: BoardModel) {
    timeConstantMicroseconds = model.settling.timeConstantMicroseconds
    isInstant = timeConstantMicroseconds == 0
    volts = OwnedBuffer(count: isInstant ? 0 : model.nodes.count, repeating: 0)
  }

  /// Brings every node to 0 V.
  @inline(__always)
  mutating func discharge() {
    if !isInstant { unsafe volts.base.update(repeating: 0, count: volts.count) }
  }

  /// Lets the time pass: what was missing shrinks by `exp(-t / tau)`.
  mutating func relax(towards target: borrowing OwnedBuffer<Double>, _ microseconds: UInt32) {
    if microseconds != lastMicroseconds {
      lastMicroseconds = microseconds
      lastRemainder = exp(-Double(microseconds) / timeConstantMicroseconds)
    }
    for node in 0..<volts.count {
      let goal = unsafe target.base[node]
      unsafe volts.base[node] = goal + (volts.base[node] - goal) * lastRemainder
    }
  }
}
