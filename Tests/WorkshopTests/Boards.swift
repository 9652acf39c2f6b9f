import BoardFile
import Foundation
import Testing
import Workshop

/// The folder of the example boards.
let boardsFolder: String =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path + "/boards"

/// The boards that have hardware.
let wiredBoards: [String] =
  ((try? FileManager.default.contentsOfDirectory(atPath: boardsFolder))
  ?? []).filter { $0.hasSuffix("-pi") }.sorted()

/// Reads a board of the folder, with one text changed for another.
func board(
  _ name: String, changing old: String? = nil, to new: String = ""
) throws -> BoardDescription {
  var text = try String(contentsOfFile: boardsFolder + "/\(name)/board.yaml", encoding: .utf8)
  if let old {
    #expect(text.contains(old), "the board does not hold what the test changes: \(old)")
    text = text.replacingOccurrences(of: old, with: new)
  }
  return try BoardDescription.load(
    from: BoardLocation(store: .memory(["board.yaml": Array(text.utf8)], called: "test/")))
}

func assembly(_ board: BoardDescription) throws -> Assembly {
  try #require(Assembly(board))
}

func remarks(_ board: BoardDescription, bufsizBytes: Int = 4_096) throws -> [Remark] {
  Inspector.inspect(board, try assembly(board), bufsizBytes: bufsizBytes)
}
