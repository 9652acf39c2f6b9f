public import BoardFile
internal import SimulatedBoard
internal import Wiring

/// Joins the pins of everything that a board file names, and adds what it does not: pull
/// resistors, capacitors, references, and the switches that the arm line holds.
struct AssemblyBuilder {
  let model: BoardModel
  let hardware: HardwareDescription
  let selects: [ChipSelect]
  var chips: [Component] = []
  var extras: [Component] = []
  /// Nets of channels: outputs, inputs, wipers' two ends.
  var channelNets: [ChannelPlace: String] = [:]
  var elementOfWiper: [ChannelPlace: Int] = [:]
  var clampOfToggle: [ChannelPlace: Int] = [:]

  init(model: BoardModel, hardware: HardwareDescription) {
    self.model = model
    self.hardware = hardware
    selects = ChipSelect.assign(hardware)
  }

  mutating func build() -> Assembly {
    nameChannels()
    for index in hardware.chips.indices { chips.append(chip(index)) }
    addPulls()
    addReferences()
    addArm()
    addSwitchesBehindLatches()
    addResistors()
    addCapacitors()
    let parts = chips + extras
    let header = header(for: parts)
    return Assembly(
      board: model.name, components: [header] + parts + terminals(for: parts),
      chipSelects: selects, ownLines: ChipSelect.ownLines(hardware))
  }

  func node(_ index: Int) -> String { "node \(model.nodes[index])" }

  func channelName(_ place: ChannelPlace) -> String {
    "\(hardware.chips[place.chip].name).\(place.channel)"
  }

  private mutating func nameChannels() {
    for (index, place) in hardware.sources.enumerated() {
      // With an arm line a switch stands between the output and its node.
      channelNets[place] =
        hardware.arm == nil ? node(model.sources[index].node) : channelName(place)
    }
    for (index, clamp) in hardware.clamps.enumerated() {
      channelNets[clamp.level] =
        clamp.toggle == nil ? node(model.clamps[index].node) : channelName(clamp.level)
      if let toggle = clamp.toggle { clampOfToggle[toggle] = index }
    }
    for (index, place) in hardware.probes.enumerated() { channelNets[place] = node(index) }
    for (index, place) in hardware.elements.enumerated() { elementOfWiper[place] = index }
  }

  static func supplyNet(_ volts: Double) -> String {
    if abs(volts - 3.3) < 0.05 { return "3V3" }
    if abs(volts - 5) < 0.05 { return "5V" }
    return "V \(volts)"
  }

  static func referenceNet(_ volts: Double) -> String { "VREF \(volts)" }

  /// Adds a resistor or a capacitor, named by its letter and a number.
  mutating func add(
    _ kind: Component.Kind, _ value: String, _ first: String, _ second: String,
    beside: String? = nil
  ) {
    let letter = kind == .resistor ? "R" : "C"
    let number = extras.count { $0.kind == kind } + 1
    extras.append(
      Component(
        name: "\(letter)\(number)", kind: kind, value: value,
        package: kind == .resistor ? "1/4 W" : "ceramic", beside: beside,
        pins: [
          .init(number: 1, name: "1", net: first), .init(number: 2, name: "2", net: second),
        ]))
  }
}

extension Assembly {
  /// - Returns: nil for a board without the key `hardware`.
  public init?(_ board: BoardDescription) {
    guard let hardware = board.hardware else { return nil }
    var builder = AssemblyBuilder(model: board.model, hardware: hardware)
    self = builder.build()
  }
}
