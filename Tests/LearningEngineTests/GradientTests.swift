import BoardInterface
import Foundation
import LearningEngine
import Plan
import PlanImage
import SimulatedBoard
import Testing

/// What the contrast is the gradient of, against the exact one.
///
/// Clamped to `V_F +- eta e`, the outputs draw the currents `+- eta S e`, S the network's
/// conductance as seen from them, and every drop changes by as much as these currents make it. The
/// difference of the squares is then `-4 eta V_e dV_e`, which is `4 eta (S e)^T dV_o/dG_e`: the
/// descent of `1/2 e^T S e` with S held. With one output S is a number, and that is the plain cost.
@Suite struct GradientTests {
  private let eta: Int32 = 6_554  // 0.1

  private func model(seed: UInt64, clamps: [Int]) -> BoardModel {
    var draws = Draws(seed)
    return SimulatedNetworks.model(
      edges: SimulatedNetworks.meshed, sources: [0, 1, 2, 3], clamps: clamps, seed: seed,
      law: .conductance(minimumSiemens: 1e-6, maximumSiemens: 1e-4), taps: 1_024,
      startTap: { _ in draws.integer(1...1_023) }
    ).ideal()
  }

  /// Contrasts as the engine uses them, by how far it moves elements at a tap per full contrast;
  /// and the descent directions of the plain cost and of the one that clamping weighs.
  private func directions(
    _ nudge: Nudge, seed: UInt64, clamps: [Int]
  ) throws -> (moves: [Double], plain: [Double], weighed: [Double]) {
    let model = model(seed: seed, clamps: clamps)
    var draws = Draws(seed &+ 500)
    let drive = draws.samples(4, 0...1)
    let targets = draws.samples(clamps.count, 0...1)
    var draft = SimulatedNetworks.draft(model)
    draft.header.nudge = nudge.rawValue
    draft.trainInputs = drive
    draft.trainTargets = [0]
    draft.targetRows = targets
    draft.schedule[0].eta = eta
    let bench = try EngineBench(draft.named())
    var board = try SimulatedBoard(model)
    let before = bench.positions
    _ = try bench.engine.runTrial(on: &board)
    let moves = zip(bench.positions, before).map { Double($0 - $1) }

    let network = try ResistorNetwork(model)
    func volts(_ raw: Int32) -> Double { Double(raw) * 0x1p-20 * 3.3 }
    let driveVolts = drive.map(volts)
    let free = try network.solve(driveVolts: driveVolts)
    let held = try network.solve(driveVolts: driveVolts, clampVolts: targets.map(volts))
    let plain = try network.gradient(
      driveVolts: driveVolts,
      targets: zip(clamps, targets).map { OutputTarget(node: $0, volts: volts($1)) })
    // An error of `S e`, in volts at 10 kohm.
    let weighed = try network.gradient(
      driveVolts: driveVolts,
      targets: zip(clamps, held.clampAmperes).map {
        OutputTarget(node: $0, volts: free.nodeVolts[$0] + $1 * 10_000)
      })
    return (moves, plain.perSiemens.map { -$0 }, weighed.perSiemens.map { -$0 })
  }

  private func cosine(_ a: [Double], _ b: [Double]) -> Double {
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }

  private let seeds: Range<UInt64> = 1..<21

  @Test func oneOutputDescendsThePlainCost() throws {
    var (least, oneSided) = (1.0, 1.0)
    for seed in seeds {
      let symmetric = try directions(.symmetric, seed: seed, clamps: [6])
      least = min(least, cosine(symmetric.moves, symmetric.plain))
      let single = try directions(.oneSided, seed: seed, clamps: [6])
      oneSided = min(oneSided, cosine(single.moves, single.plain))
    }
    print("least cosine, one output, eta 0.1: symmetric \(least), one-sided \(oneSided)")
    #expect(least > 0.9999)
    #expect(oneSided < least && oneSided > 0.9)
  }

  @Test func severalOutputsDescendTheCostThatClampingWeighs() throws {
    var (least, plain, oneSided) = (1.0, 1.0, 1.0)
    for seed in seeds {
      let symmetric = try directions(.symmetric, seed: seed, clamps: [5, 6, 8])
      least = min(least, cosine(symmetric.moves, symmetric.weighed))
      plain = min(plain, cosine(symmetric.moves, symmetric.plain))
      let single = try directions(.oneSided, seed: seed, clamps: [5, 6, 8])
      oneSided = min(oneSided, cosine(single.moves, single.weighed))
    }
    print(
      "least cosine, three outputs, eta 0.1: symmetric \(least), one-sided \(oneSided); "
        + "with the plain cost \(plain)")
    #expect(least > 0.9999)
    #expect(oneSided < least)
    #expect(plain > 0.3)
  }
}
