internal import BoardFile

/// The boards of the studies, as they stand in `boards/`.
enum BoardLibrary {
  static func load(_ board: String, _ task: String) throws -> NetworkProject {
    let location = BoardLocation(
      store: .memory(files, called: "boards/"), boardFile: board + ".yaml")
    guard let project = try NetworkProject.load(from: location, task: board + "." + task) else {
      throw StudyError(description: "\(board) is no network that moves in time")
    }
    return project
  }

  static func network(_ board: String) throws -> NetworkDescription {
    let location = BoardLocation(
      store: .memory(files, called: "boards/"), boardFile: board + ".yaml")
    return try NetworkProject.network(at: location)
  }

  private static let files: [String: [UInt8]] = [
    "amplitude10.yaml": PackageResources.amplitude10_yaml,
    "amplitude10.double.yaml": PackageResources.amplitude10_double_yaml,
    "lag10.yaml": PackageResources.lag10_yaml,
    "lag10.lag.yaml": PackageResources.lag10_lag_yaml,
    "twoway10.yaml": PackageResources.twoway10_yaml,
    "twoway10.two-way.yaml": PackageResources.twoway10_two_way_yaml,
    "allostery30.yaml": PackageResources.allostery30_yaml,
    "allostery30.wave.yaml": PackageResources.allostery30_wave_yaml,
    "synchrony50.yaml": PackageResources.synchrony50_yaml,
    "synchrony50.together.yaml": PackageResources.synchrony50_together_yaml,
    "synchrony50.together-longer.yaml": PackageResources.synchrony50_together_longer_yaml,
    "target10.yaml": PackageResources.target10_yaml,
    "target10.four-values.yaml": PackageResources.target10_four_values_yaml,
    "gates6.yaml": PackageResources.gates6_yaml,
    "gates6.not.yaml": PackageResources.gates6_not_yaml,
    "gates6.or.yaml": PackageResources.gates6_or_yaml,
    "gates6.nor.yaml": PackageResources.gates6_nor_yaml,
    "gates6.and.yaml": PackageResources.gates6_and_yaml,
    "gates6.nand.yaml": PackageResources.gates6_nand_yaml,
    "gates6.xor.yaml": PackageResources.gates6_xor_yaml,
    "gates6.xnor.yaml": PackageResources.gates6_xnor_yaml,
    "ecology20.yaml": PackageResources.ecology20_yaml,
    "ecology20.revive.yaml": PackageResources.ecology20_revive_yaml,
    "words12.yaml": PackageResources.words12_yaml,
  ]
}

/// Why a study cannot be done.
public struct StudyError: Error, CustomStringConvertible {
  public var description: String
}
