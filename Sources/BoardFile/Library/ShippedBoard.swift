/// The board and task that ship inside the program.
enum ShippedBoard {
  static let name = "iris9"
  static let files: [String: [UInt8]] = [
    "board.yaml": PackageResources.board_yaml,
    "iris.yaml": PackageResources.iris_yaml,
    "iris-sign.yaml": PackageResources.iris_sign_yaml,
    "iris-subset.yaml": PackageResources.iris_subset_yaml,
    "iris.csv": PackageResources.iris_csv,
  ]
}
