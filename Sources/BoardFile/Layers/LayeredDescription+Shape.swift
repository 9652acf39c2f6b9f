public import DigitalNetwork

extension LayeredDescription {
  /// As the network itself is described.
  public var shape: (layers: [DigitalLayer], blocks: [DigitalBlock]) {
    let layers = layers.enumerated().map { index, count in
      DigitalLayer(
        nodeCount: Int32(count), rate: Int32((step * 8_192).rounded()),
        activation: index == 0
          ? .hardSigmoid : DigitalActivation(rawValue: UInt8(activation)) ?? .hardSigmoid)
    }
    let blocks = zip(blocks, weightScales).map { block, scale in
      DigitalBlock(
        from: Int32(block.from), to: Int32(block.to), weightBits: Int32(weightBits),
        weightScale: Int32(scale))
    }
    return (layers, blocks)
  }

  public var order: DigitalOrder { alternates ? .alternating : .together }
}
