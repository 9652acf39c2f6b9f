import BoardInterface

extension BoardModel {
  /// Throws where a fault strikes what is not there, or is none that can be injected.
  func check(_ faults: [FaultInjection]) throws(BoardModelError) {
    for fault in faults {
      guard BoardFault.Kind.injectable.contains(where: { $0.kind == fault.kind }) else {
        throw .badValue(
          what: "kind of fault", value: fault.kind.name,
          allowed: BoardFault.Kind.injectable.map(\.name).joined(separator: ", "))
      }
      let names = channelNames(for: fault.kind)
      guard names.indices.contains(fault.channel) else {
        throw .badValue(
          what: "channel of fault \(fault.kind.name)", value: "\(fault.channel)",
          allowed: names.isEmpty ? "none: the board has no such part" : "0 to \(names.count - 1)")
      }
    }
  }
}

extension SimulatedBoard {
  /// Rare, hence allowed to allocate.
  mutating func strikeFaults(upTo trial: UInt64) {
    for fault in effects.strike(upTo: trial) {
      let channel = UInt32(fault.channel)
      switch fault.kind {
      case .elementStuck:
        let tap = Int32(elements.startTap(fault.channel))
        notices.append(BoardFault(.elementStuck, channel: channel, detail: tap))
      case .elementOpen, .elementShorted:
        notices.append(BoardFault(fault.kind, channel: channel))
      default: break
      }
    }
    nextFaultTrial = effects.nextTrial
    elements.apply(effects)
    probes.apply(effects, model)
    for (source, volts) in effects.sourceOffsetVolts {
      unsafe sourceOutputs.faultVolts.base[source] = volts
    }
    anyClampStuck = !effects.stuckClamps.isEmpty
    groundLostNodes()
    refreshElements()
    release()
  }

  /// Connects what does not let go, at 0 V.
  func holdStuckClamps() {
    for clamp in effects.stuckClamps {
      unsafe core.clampConnected.base[clamp] = true
      unsafe core.clampVolts.base[clamp] = 0
    }
  }

  /// A node without a way to anywhere is held by its probe's input.
  func groundLostNodes() {
    let ground = NetworkSkeleton(model).groundSiemens
    for (node, siemens) in ground.enumerated() { unsafe core.groundSiemens.base[node] = siemens }
    let lost = effects.openElements.union(disconnected)
    for part in model.floatingParts(withoutElements: lost) {
      for node in part.nodes { unsafe core.groundSiemens.base[node] += 1e-9 }
    }
  }
}
