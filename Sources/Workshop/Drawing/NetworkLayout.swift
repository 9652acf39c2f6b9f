internal import Foundation
internal import SimulatedBoard

/// Where the nodes go in the drawing.
enum NetworkLayout {
  /// One place a node, from 0 to 1 each way. Nodes repel each other, elements pull: the same board
  /// always gives the same picture.
  static func places(_ model: BoardModel) -> [(x: Double, y: Double)] {
    let count = model.nodes.count
    var places = start(count)
    let pairs = model.elements.map { ($0.nodeA, $0.nodeB) }
    let natural = 1 / Double(max(count, 1)).squareRoot()
    for step in 0..<400 {
      var moves = [(x: Double, y: Double)](repeating: (0, 0), count: count)
      for a in 0..<count {
        for b in 0..<count where b != a {
          let (dx, dy) = (places[a].x - places[b].x, places[a].y - places[b].y)
          let square = max(dx * dx + dy * dy, 1e-6)
          moves[a].x += dx * natural * natural / square
          moves[a].y += dy * natural * natural / square
        }
      }
      for (a, b) in pairs {
        let (dx, dy) = (places[b].x - places[a].x, places[b].y - places[a].y)
        let pull = (dx * dx + dy * dy).squareRoot() / natural
        moves[a].x += dx * pull
        moves[a].y += dy * pull
        moves[b].x -= dx * pull
        moves[b].y -= dy * pull
      }
      let most = 0.1 * (1 - Double(step) / 400)
      for node in 0..<count {
        let length = (moves[node].x * moves[node].x + moves[node].y * moves[node].y).squareRoot()
        let scale = length > most ? most / length : 1
        places[node].x += moves[node].x * scale
        places[node].y += moves[node].y * scale
      }
    }
    return fitted(places)
  }

  /// A grid in reading order, slightly sheared so that no three nodes stand in line.
  private static func start(_ count: Int) -> [(x: Double, y: Double)] {
    let side = max(1, Int(Double(count).squareRoot().rounded(.up)))
    return (0..<count).map {
      let (column, row) = (Double($0 % side), Double($0 / side))
      return (column / Double(side) + 0.01 * row, row / Double(side) + 0.017 * column)
    }
  }

  private static func fitted(_ places: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let (left, right) = (places.map(\.x).min() ?? 0, places.map(\.x).max() ?? 1)
    let (top, bottom) = (places.map(\.y).min() ?? 0, places.map(\.y).max() ?? 1)
    return places.map {
      (
        ($0.x - left) / max(right - left, 1e-9), ($0.y - top) / max(bottom - top, 1e-9)
      )
    }
  }
}
