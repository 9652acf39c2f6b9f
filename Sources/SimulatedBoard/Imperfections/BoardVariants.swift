extension BoardModel {
  /// The same board without noise: what is drawn once stays, what is drawn at every conversion is
  /// 0.
  public func withoutNoise() -> BoardModel {
    var quiet = self
    quiet.probes.converter.noiseVolts = 0
    for index in quiet.sources.indices { quiet.sources[index].converter.noiseVolts = 0 }
    for index in quiet.clamps.indices { quiet.clamps[index].converter.noiseVolts = 0 }
    return quiet
  }

  /// The same network with ideal instruments: converters without steps, errors or noise over the
  /// whole of full scale, no leakage, no supply error, settled at once, no drift. The elements keep
  /// their tolerances and unequal taps: they are the network.
  public func ideal() -> BoardModel {
    let converter = ConverterModel(bits: nil, lowVolts: -fullScaleVolts, highVolts: fullScaleVolts)
    var ideal = self
    ideal.probes = ProbeModel(converter: converter)
    for index in ideal.sources.indices { ideal.sources[index].converter = converter }
    for index in ideal.clamps.indices { ideal.clamps[index].converter = converter }
    ideal.settling = SettlingModel()
    ideal.supplyErrorFraction = 0
    ideal.drift = DriftModel()
    return ideal
  }
}
