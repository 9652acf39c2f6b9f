internal import CNetworks
internal import Plan

/// dc_i/dt = sum of what channels turn into i, less what they turn i into, less gamma c_i
/// (equation 31), with inhibition that does not compete for the enzyme:
///
///     phi = V c_j / ((K + c_j) (1 + I c_k))
///
/// turns j into i under the inhibitor k. Parameters: V, K and I of each channel, one after another.
public struct MichaelisMenten: NetworkDynamics {
  /// An enzyme that turns one species into another.
  public struct Channel: Equatable, Sendable {
    public var from: Int
    public var to: Int
    public var inhibitor: Int

    public init(from: Int, to: Int, inhibitor: Int) {
      self.from = from
      self.to = to
      self.inhibitor = inhibitor
    }
  }

  public let nodeCount: Int
  public let channels: [Channel]
  /// gamma, of every species.
  public let decay: Double
  public var parameters: [Double] { didSet { setTable() } }
  /// From, to and inhibitor of all channels; V, K and I of all: one array behind the other.
  private let places: [Int32]
  private var table: [Double]

  /// `parameters`: V, K, I of the first channel, and so on. No channel turns a species into itself.
  public init(nodeCount: Int, channels: [Channel], parameters: [Double], decay: Double) {
    precondition(channels.allSatisfy { $0.from != $0.to })
    self.nodeCount = nodeCount
    self.channels = channels
    self.parameters = parameters
    self.decay = decay
    places =
      channels.map { Int32($0.from) } + channels.map { Int32($0.to) }
      + channels.map { Int32($0.inhibitor) }
    table = Array(repeating: 0, count: 3 * channels.count)
    setTable()
  }

  private mutating func setTable() {
    let count = channels.count
    for channel in 0..<count {
      for kind in 0..<3 { table[kind * count + channel] = parameters[3 * channel + kind] }
    }
  }

  public var elements: [NetworkElement] {
    channels.flatMap { channel in
      [LocalTerm.speed, .halfSaturation, .inhibition].map {
        NetworkElement($0, to: channel.to, from: channel.from, third: channel.inhibitor)
      }
    }
  }

  public var floor: Double? { 0 }

  public func rates(of x: UnsafePointer<Double>, into rates: UnsafeMutablePointer<Double>) {
    for node in 0..<nodeCount { unsafe rates[node] = -decay * x[node] }
    unsafe wheatstone_channels(places, table, channels.count, x, rates)
  }

  private func parameters(of channel: Int) -> (speed: Double, half: Double, inhibition: Double) {
    (parameters[3 * channel], parameters[3 * channel + 1], parameters[3 * channel + 2])
  }

  public func pullBack(
    _ adjoint: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    states: UnsafeMutablePointer<Double>, parameters gradient: UnsafeMutablePointer<Double>
  ) {
    for node in 0..<nodeCount { unsafe states[node] -= decay * adjoint[node] }
    for (index, channel) in channels.enumerated() {
      let (speed, half, inhibition) = parameters(of: index)
      let substrate = unsafe x[channel.from]
      let inhibitor = unsafe x[channel.inhibitor]
      let brake = 1 + inhibition * inhibitor
      let perSpeed = substrate / ((half + substrate) * brake)
      let flow = speed * perSpeed
      let lever = unsafe adjoint[channel.to] - adjoint[channel.from]
      unsafe gradient[3 * index] += lever * perSpeed
      unsafe gradient[3 * index + 1] -= lever * flow / (half + substrate)
      unsafe gradient[3 * index + 2] -= lever * flow * inhibitor / brake
      unsafe states[channel.from] +=
        lever * speed * half / ((half + substrate) * (half + substrate) * brake)
      unsafe states[channel.inhibitor] -= lever * flow * inhibition / brake
    }
  }
}
