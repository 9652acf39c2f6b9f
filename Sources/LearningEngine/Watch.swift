import DigitalNetwork

/// What is watched of layered learning between two records.
struct Watch: BitwiseCopyable {
  /// Updates of the session.
  private var updates: UInt64 = 0
  /// Relative sizes of measured updates, block by block; 2^-30.
  var sizes = InlineArray<16, UInt64>(repeating: 0)
  private var sizeCount: UInt64 = 0
  private var energy: Int64 = 0
  private var energyCount: Int64 = 0
  private var sweeps: UInt64 = 0
  private var responses: UInt64 = 0

  /// Of so many updates one is measured.
  private static var updatesBetweenSizes: UInt64 { 32 }

  mutating func startsMeasuredUpdate() -> Bool {
    updates &+= 1
    guard updates % Self.updatesBetweenSizes == 1 else { return false }
    sizeCount &+= 1
    return true
  }

  mutating func add(_ batch: DigitalResponses) {
    energy &+= batch.energy
    energyCount &+= Int64(batch.energyCount)
    sweeps &+= UInt64(batch.sweeps)
    responses &+= UInt64(batch.count)
  }

  mutating func takeMeanEnergy() -> (energy: Int64, sweeps: UInt64)? {
    guard responses > 0, energyCount > 0 else { return nil }
    let means = (energy / energyCount, sweeps << 10 / responses)
    (energy, energyCount, sweeps, responses) = (0, 0, 0, 0)
    return means
  }

  mutating func takeUpdateSizes() -> InlineArray<16, UInt64>? {
    guard sizeCount > 0 else { return nil }
    var means = sizes
    for index in means.indices { means[index] /= sizeCount }
    sizes = InlineArray<16, UInt64>(repeating: 0)
    sizeCount = 0
    return means
  }
}
