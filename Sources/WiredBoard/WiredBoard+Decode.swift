import BoardInterface
import BusInterface
import FixedPoint
import Parts
import Wiring

extension WiredBoard where B: ~Copyable {
  /// The first node, in the order of the scan, whose answer is none; nil: all are in `samples`.
  mutating func decode(into samples: inout MutableSpan<Sample>) -> Int? {
    var silent: Int?
    var first = 0
    // Nodes stand chip by chip; a chip's driver is chosen once for all of its nodes.
    while first < wiring.nodeCount {
      let chip = unsafe memory.readings[first].scale.chip
      let nodes = unsafe first..<Int(memory.readings[first].end)
      let place = place(Int(chip))
      let missing =
        switch wiring.part(Int(chip)) {
        case .mcp3008: decode(MCP3008.self, place, nodes, into: &samples)
        case .mcp3208: decode(MCP3208.self, place, nodes, into: &samples)
        case .ads1115: decode(ADS1115.self, place, nodes, into: &samples)
        case .ads124s08: decode(ADS124S08.self, place, nodes, into: &samples)
        case .ads7953: decode(ADS7953.self, place, nodes, into: &samples)
        default: Int(unsafe memory.readings[first].node)
        }
      if silent == nil { silent = missing }
      first = nodes.upperBound
    }
    return silent
  }

  @inline(__always)
  private func decode<P: AnalogInputPart>(
    _ part: P.Type, _ place: PartPlace, _ nodes: Range<Int>,
    into samples: inout MutableSpan<Sample>
  ) -> Int? {
    var silent: Int?
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      let reading = unsafe memory.readings + index
      let channel = UInt8(truncatingIfNeeded: unsafe reading.pointee.scale.channel)
      if let code = P.code(place, channel: channel, scan, at: unsafe reading.pointee.answer) {
        samples[Int(unsafe reading.pointee.node)] = Sample(
          raw: unsafe reading.pointee.scale.sample(code))
      } else if silent == nil {
        silent = Int(unsafe reading.pointee.node)
      }
      index &+= 1
    }
    return silent
  }
}
