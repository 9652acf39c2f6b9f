/// The numbers that a simulated network works with: one block, reached without any check.
@safe
final class NetworkRoom {
  let count: Int
  let states: UnsafeMutablePointer<Double>
  /// What sources push with, what clamps do, and both.
  let sourcePush: UnsafeMutablePointer<Double>
  let clampPush: UnsafeMutablePointer<Double>
  let push: UnsafeMutablePointer<Double>
  /// 1 where a node moves, 0 where it is held.
  let moves: UnsafeMutablePointer<Double>
  let activations: UnsafeMutablePointer<Double>
  /// Five numbers a node, for the integration.
  let slopes: UnsafeMutablePointer<Double>

  init(nodes: Int) {
    count = nodes
    unsafe states = UnsafeMutablePointer.allocate(capacity: max(11 * nodes, 1))
    unsafe states.initialize(repeating: 0, count: 11 * nodes)
    unsafe sourcePush = states + nodes
    unsafe clampPush = sourcePush + nodes
    unsafe push = clampPush + nodes
    unsafe moves = push + nodes
    unsafe activations = moves + nodes
    unsafe slopes = activations + nodes
  }

  deinit { unsafe states.deallocate() }
}
