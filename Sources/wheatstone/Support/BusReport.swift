import PartEmulators
import WiredBoard

/// What trials cost on the buses: what the plan announces, and what emulated wires took.
struct BusReport: Encodable {
  let requestsPerTrial: UInt32
  let elementRequestsAtMost: UInt32
  let announcedBusMicroseconds: Double
  let announcedPauseMicroseconds: Double
  var measured: Measured?

  /// On emulated wires, a trial on average, settling left out.
  struct Measured: Encodable {
    let requestsPerTrial: Double
    let trialMicroseconds: Double
    /// Bits over clock as announced, over the time of a trial.
    let busShare: Double

    enum CodingKeys: String, CodingKey {
      case requestsPerTrial = "requests_per_trial"
      case trialMicroseconds = "trial_us"
      case busShare = "bus_share"
    }
  }

  enum CodingKeys: String, CodingKey {
    case requestsPerTrial = "requests_per_trial"
    case elementRequestsAtMost = "element_requests_at_most"
    case announcedBusMicroseconds = "bus_us"
    case announcedPauseMicroseconds = "pause_us"
    case measured = "emulated"
  }

  init(_ budget: TrialBudget, meter: TrialMeter? = nil) {
    requestsPerTrial = budget.trialRequests
    elementRequestsAtMost = budget.elementRequests
    announcedBusMicroseconds = Double(budget.busNanoseconds) / 1_000
    announcedPauseMicroseconds = Double(budget.pauseNanoseconds) / 1_000
    guard let meter, meter.trials > 0, meter.microseconds > 0 else { return }
    let trials = Double(meter.trials)
    measured = Measured(
      requestsPerTrial: Double(meter.requests) / trials,
      trialMicroseconds: meter.microseconds / trials,
      busShare: announcedBusMicroseconds * trials / meter.microseconds)
  }

  /// Lines for the terminal.
  var text: String {
    var text =
      "buses    announced: \(requestsPerTrial) requests a trial and at most "
      + "\(elementRequestsAtMost) for elements; \(Self.milliseconds(announcedBusMicroseconds)) of "
      + "bits, \(Self.milliseconds(announcedPauseMicroseconds)) of waiting\n"
    if let measured {
      text +=
        "         emulated: \(Readable.decimal(measured.requestsPerTrial, 1)) requests a trial, "
        + "\(Self.milliseconds(measured.trialMicroseconds)) without settling, of which the "
        + "announced bits are \(Readable.decimal(100 * measured.busShare, 1)) %\n"
    }
    return text
  }

  private static func milliseconds(_ microseconds: Double) -> String {
    Readable.decimal(microseconds / 1_000, 2) + " ms"
  }
}
