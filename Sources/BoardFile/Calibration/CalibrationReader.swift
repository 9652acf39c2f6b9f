internal import Calibration
internal import BoardInterface
internal import SimulatedBoard

/// Reads a calibration file for a board.
struct CalibrationReader {
  static let keys = [
    "calibration", "date", "specimen", "reference", "settleMicroseconds",
    "timeConstantMicroseconds", "timeConstantUncertaintyMicroseconds", "repeatabilityMillivolts",
    "scaleUncertaintyPercent", "sources", "clamps", "probes", "elements",
  ]
  static let channelKeys = [
    "name", "offsetMillivolts", "gain", "offsetUncertaintyMillivolts", "gainUncertainty",
    "noiseMillivolts",
  ]
  static let elementKeys = [
    "name", "factor", "endToEndOhms", "wiperOhms", "maximumSiemens", "uncertaintyPercent",
    "wiperUncertaintyOhms", "fault", "tap",
  ]

  let board: BoardDescription
  let log: DiagnosticLog

  /// nil where the text is no map, or of another board; otherwise what may be used if `log` has no
  /// errors.
  func read(_ bytes: [UInt8], file: String) -> BoardCalibration? {
    guard let root = Document.read(bytes, file: file, log: log) else { return nil }
    let map = MapReader(root, keys: Self.keys, what: "a calibration", log: log)
    guard root.isMap, let name = map.required("calibration") else { return nil }
    guard name.text == board.model.name else {
      log.error(
        name.place, "this is the calibration of another board", value: name.shown,
        allowed: "\(board.model.name); calibrate this board: wheatstone calibrate")
      return nil
    }
    var faults: [BoardFault] = []
    let calibration = BoardCalibration(
      board: board.model.name, date: map.value("date")?.text, specimen: map.seed("specimen"),
      reference: map.choice(
        "reference", CalibrationReference.allCases.map { ($0.rawValue, $0) }, or: .meanOfSources),
      sources: channels(map, "sources", board.sources),
      clamps: channels(map, "clamps", board.clamps),
      probes: channels(map, "probes", board.nodes), elements: elements(map, &faults),
      scaleUncertaintyFraction: map.number("scaleUncertaintyPercent", 0...1e6, or: 0) / 100,
      settling: SettlingFigures(
        timeConstantMicroseconds: map.number("timeConstantMicroseconds", 0...1e9),
        timeConstantUncertaintyMicroseconds: map.number(
          "timeConstantUncertaintyMicroseconds", 0...1e9, or: 0),
        settleMicroseconds: settle(map)),
      repeatabilityVolts: map.number("repeatabilityMillivolts", 0...1e6, or: 0) / 1_000,
      faults: faults.sorted { $0.channel < $1.channel })
    return calibration
  }

  private func settle(_ map: MapReader) -> Double {
    guard map.required("settleMicroseconds") != nil else { return 0 }
    return map.number("settleMicroseconds", 0...60e6, or: 0)
  }

  /// One entry for each of `names`, in their order.
  private func channels(
    _ map: MapReader, _ key: String, _ names: NameTable
  ) -> [ChannelFigures] {
    var found = [ChannelFigures?](repeating: nil, count: names.count)
    for value in map.list(key) {
      let entry = MapReader(value, keys: Self.channelKeys, what: "an entry of \(key)", log: log)
      guard let index = index(entry, names, isTaken: { found[$0] != nil }) else { continue }
      let gain = entry.number("gain", 0.5...2, or: 1)
      let offset = entry.number("offsetMillivolts", -1e6...1e6, or: 0) / 1_000
      if abs(offset / gain) > board.model.fullScaleVolts / 4 {
        log.error(
          entry.place(of: "offsetMillivolts"), "too far off to be corrected",
          value: plainNumber(offset * 1_000),
          allowed: "a quarter of full scale; repair the channel")
      }
      found[index] = ChannelFigures(
        name: names.names[index], offsetVolts: offset, gain: gain,
        offsetUncertaintyVolts: entry.number("offsetUncertaintyMillivolts", 0...1e6, or: 0) / 1_000,
        gainUncertainty: entry.number("gainUncertainty", 0...1e6, or: 0),
        noiseVolts: entry.number("noiseMillivolts", 0...1e6, or: 0) / 1_000)
    }
    reportMissing(found.map { $0 != nil }, names, map, key)
    return zip(found, names.names).map { $0 ?? ChannelFigures(name: $1) }
  }

  private func elements(_ map: MapReader, _ faults: inout [BoardFault]) -> [ElementFigures] {
    let names = board.elements
    var found = [ElementFigures?](repeating: nil, count: names.count)
    for value in map.list("elements") {
      let entry = MapReader(value, keys: Self.elementKeys, what: "an entry of elements", log: log)
      guard let index = index(entry, names, isTaken: { found[$0] != nil }) else { continue }
      let fault = fault(entry)
      if let fault {
        let tap = entry.integer("tap", 0...Limits.taps, or: 0)
        faults.append(BoardFault(fault, channel: UInt32(index), detail: Int32(tap)))
      }
      found[index] = ElementFigures(
        name: names.names[index], factor: entry.number("factor", 1e-9...1e9, or: 1),
        endToEndOhms: entry.number("endToEndOhms", 1e-9...1e15),
        wiperOhms: entry.number("wiperOhms", 0...1e12),
        maximumSiemens: entry.number("maximumSiemens", 1e-15...1e6),
        uncertaintyFraction: entry.number("uncertaintyPercent", 0...1e6, or: 0) / 100,
        wiperUncertaintyOhms: entry.number("wiperUncertaintyOhms", 0...1e12), fault: fault)
    }
    reportMissing(found.map { $0 != nil }, names, map, "elements")
    return zip(found, names.names).map { $0 ?? ElementFigures(name: $1) }
  }

  private func fault(_ entry: MapReader) -> BoardFault.Kind? {
    let kinds: [BoardFault.Kind] = [.elementStuck, .elementOpen, .elementShorted]
    return entry.choice("fault", kinds.map { ($0.name, $0) }, or: nil)
  }

  private func index(
    _ entry: MapReader, _ names: NameTable, isTaken: (Int) -> Bool
  ) -> Int? {
    guard let name = entry.required("name"), let index = names.find(name, log: log) else {
      return nil
    }
    if isTaken(index) {
      log.error(name.place, "a second entry for this \(names.kind)", value: name.shown)
      return nil
    }
    return index
  }

  private func reportMissing(
    _ isThere: [Bool], _ names: NameTable, _ map: MapReader, _ key: String
  ) {
    guard let missing = isThere.firstIndex(of: false) else { return }
    log.error(
      map.place(of: key),
      "\(key) lacks \(isThere.count { !$0 }) of the board's \(names.count); the board was changed "
        + "since it was calibrated: calibrate it again",
      value: names.names[missing])
  }
}
