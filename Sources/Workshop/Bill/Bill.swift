/// What to buy.
public struct Bill: Sendable {
  public var items: [Item]

  public struct Item: Codable, Equatable, Sendable {
    public var quantity: Int
    public var part: String
    public var package: String
    /// The components that it is for.
    public var components: [String]
  }

  /// One line for every kind of part, in the order in which the board names them.
  public init(_ assembly: Assembly) {
    items = []
    for component in assembly.components {
      let index = items.firstIndex {
        $0.part == component.value && $0.package == component.package
      }
      if let index {
        items[index].quantity += 1
        items[index].components.append(component.name)
      } else {
        items.append(
          Item(
            quantity: 1, part: component.value, package: component.package,
            components: [component.name]))
      }
    }
  }

  public var text: String {
    let width = items.map(\.part.count).max() ?? 0
    let packages = items.map(\.package.count).max() ?? 0
    return items.map { item in
      let number = String(item.quantity)
      let names =
        item.components.count > 4
        ? item.components.prefix(2).joined(separator: ", ")
          + " and \(item.components.count - 2) more" : item.components.joined(separator: ", ")
      return "  " + String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
        + item.part + String(repeating: " ", count: width - item.part.count) + "  "
        + item.package + String(repeating: " ", count: packages - item.package.count) + "  "
        + names + "\n"
    }.joined()
  }
}
