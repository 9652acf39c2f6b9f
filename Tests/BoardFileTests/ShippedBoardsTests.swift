import Foundation
import Plan
import PlanImage
import Testing

import BoardFile

/// Every file of a resistor board under `boards/` is loaded and compiled, and the program carries
/// a copy of the default.
struct ShippedBoardsTests {
  @Test(arguments: shippedTasks())
  func compilesWithoutAWarning(_ shipped: ShippedTask) throws {
    let location = BoardLocation(store: .folder(shipped.folder), boardFile: "board.yaml")
    #expect(Project.check(at: location, task: shipped.task) == [])
    let project = try Project.load(from: location, task: shipped.task)
    let compiled = try project.compile()
    let plan = try PlanMemory(compiled.image).plan
    #expect(plan.trainCount > 0)
    #expect(plan.elementCount == project.board.model.elements.count)
    try compiled.board.check()
  }

  @Test func findsEveryShippedBoard() {
    let names = Set(shippedTasks().map { $0.folder.split(separator: "/").last.map(String.init) })
    #expect(
      names == [
        "iris9", "allostery16", "regression16", "net64", "digits300", "bench16-pi", "bench32-pi",
        "tiny4-pi", "precision16-pi",
      ])
  }

  @Test func theProgramCarriesTheDefaultBoard() throws {
    let carried = try Project.load(board: nil, task: nil)
    let folder = try Project.load(
      from: BoardLocation(store: .folder(boardsFolder + "/iris9"), boardFile: "board.yaml"),
      task: nil)
    #expect(try carried.compile().image == folder.compile().image)
    #expect(carried.board.model.nodes.count == 9)
    #expect(carried.board.model.elements.count == 16)
    #expect(carried.board.model.elements.allSatisfy { $0.taps == 128 && $0.tolerance == 0.3 })
    #expect(carried.board.model.probes.converter.bits == 12)
    #expect(carried.board.model.probes.converter.noiseVolts > 0)
  }
}

/// A task file beside a board.
struct ShippedTask: Sendable, CustomTestStringConvertible {
  var folder: String
  var task: String
  var testDescription: String { folder + " " + task }
}

/// `boards/` of the package that this file belongs to.
let boardsFolder: String =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("boards").path

func shippedTasks() -> [ShippedTask] {
  let manager = FileManager.default
  var tasks: [ShippedTask] = []
  for board in (try? manager.contentsOfDirectory(atPath: boardsFolder))?.sorted() ?? [] {
    let folder = boardsFolder + "/" + board
    guard let text = try? String(contentsOfFile: folder + "/board.yaml", encoding: .utf8),
      !text.contains("\nnetwork:")
    else { continue }
    for file in (try? manager.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    where file.hasSuffix(".yaml") && file != "board.yaml" {
      tasks.append(ShippedTask(folder: folder, task: file))
    }
  }
  return tasks
}
