import BoardFile
import Foundation
import PartEmulators
import Plan
import PlanImage
import SimulatedBoard
import Wiring

/// A plan with the board that it runs on, simulated without what the buses cannot carry: noise is
/// drawn by moments that no chip hears of, and time passes otherwise in an emulated machine.
struct Subject {
  let image: [UInt8]
  let plan: PlanMemory
  let model: BoardModel
  let wiring: Wiring

  init(board: String, task: String, trials: UInt64? = nil) throws {
    let project = try Project.load(board: board, task: task)
    let compiled = try project.compile(PlanOverrides(seed: 0, trials: trials))
    image = compiled.image
    plan = try PlanMemory(compiled.image)
    var model = compiled.board
    model.settling.timeConstantMicroseconds = 0
    model.probes.converter.noiseVolts = 0
    for index in model.sources.indices { model.sources[index].converter.noiseVolts = 0 }
    for index in model.clamps.indices { model.clamps[index].converter.noiseVolts = 0 }
    self.model = model
    wiring = unsafe try Wiring(checking: plan.plan.wiring)
  }

  func system() throws -> EmulatedSystem { try EmulatedSystem(model, wiring: wiring) }
}
