internal import Calibration
internal import PlanImage
internal import Wiring

extension WiringCorrection {
  /// Undoes a line: of a source or clamp what to ask for a wanted voltage, of a probe what a reading
  /// means.
  init(_ channel: ChannelFigures, fullScaleVolts: Double) {
    let gain = 1 / channel.gain
    self.init(
      gain: Int64((gain * 0x1p40).rounded()),
      offset: Int64((-channel.offsetVolts * gain / fullScaleVolts * 0x1p60).rounded()))
  }
}

extension BoardDescription {
  /// Puts the corrections of this board's calibration, if it has one, into the wiring of a plan with
  /// these clamps, by the board's numbers. A board that is not wired gets a wiring of corrections
  /// alone.
  func corrected(_ wiring: WiringDraft?, clamps: [Int]) -> WiringDraft? {
    guard let calibration else { return wiring }
    var draft = wiring ?? WiringDraft()
    if wiring == nil {
      draft.header.sourceCount = UInt16(clamping: sources.count)
      draft.header.clampCount = UInt16(clamping: clamps.count)
      draft.header.nodeCount = UInt16(clamping: nodes.count)
    }
    let channels =
      calibration.sources + clamps.map { calibration.clamps[$0] } + calibration.probes
    draft.corrections = channels.map {
      WiringCorrection($0, fullScaleVolts: model.fullScaleVolts)
    }
    return draft
  }

  /// The corrections alone, with every clamp, as the words of a wiring; nil without a calibration.
  public var correctionWords: [UInt64]? {
    calibration == nil ? nil : corrected(nil, clamps: Array(0..<clamps.count))?.words()
  }
}
