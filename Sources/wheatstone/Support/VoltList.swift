import ArgumentParser

/// `V,V,...`: one voltage per channel, each at most a million in magnitude.
struct VoltList: ExpressibleByArgument {
  let volts: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.trimmingPrefix { $0 == " " }) }
    guard numbers.count == parts.count, numbers.allSatisfy({ abs($0) <= 1e6 }) else { return nil }
    volts = numbers
  }

  /// Throws unless there is one voltage for each of `names`.
  func check(against names: [String], option: String) throws {
    guard volts.count == names.count else {
      throw ValidationError(
        "\(option) has \(volts.count) voltages, the board \(names.count) channels: "
          + names.joined(separator: ", "))
    }
  }
}
