// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Every target: Swift 6, strict memory safety, and no warning left standing.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// GPIO lines need libgpiod; without it everything builds, and opening a line says what to install.
let hasGpiod = FileManager.default.fileExists(atPath: "/usr/include/gpiod.h")

/// Packed images need zlib; without it everything builds, and reading one says what to install.
let hasZlib = FileManager.default.fileExists(atPath: "/usr/include/zlib.h")

/// PNG files need libpng; without it everything builds, and reading one says what to install.
let hasPng = FileManager.default.fileExists(atPath: "/usr/include/png.h")

/// The pages of the parts, beside their drivers.
let partPages = [
  "ADS1115", "ADS124S08", "ADS7953", "DAC8568", "MCP3008", "MCP3208", "MCP4725", "MCP4728",
  "MCP4922", "MCP4x51", "AD5206", "AD5144", "AD5220", "X9C", "ADG714", "HC595", "GPIOSwitch",
].map { "\($0)/QUIRKS.md" }

/// The boards that `wheatstone reproduce` carries in itself; the files live in boards/.
let studyBoards = [
  "amplitude10", "amplitude10.double", "lag10", "lag10.lag", "twoway10", "twoway10.two-way",
  "allostery30", "allostery30.wave", "synchrony50", "synchrony50.together",
  "synchrony50.together-longer", "target10", "target10.four-values", "gates6", "gates6.not",
  "gates6.or", "gates6.nor", "gates6.and", "gates6.nand", "gates6.xor", "gates6.xnor", "ecology20",
  "ecology20.revive", "words12",
]

let package = Package(
  name: "wheatstone",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "wheatstone", targets: ["wheatstone"]),
    .library(name: "LearningEngine", targets: ["LearningEngine"]),
    .library(name: "SimulatedBoard", targets: ["SimulatedBoard"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // Device: no allocation, no Foundation, integers only. `tools/build-embedded` compiles these a
    // second time, in Embedded Swift.
    .target(name: "FixedPoint", swiftSettings: strict),
    .target(name: "Checksum", swiftSettings: strict),
    .target(
      name: "BoardInterface", dependencies: ["FixedPoint", "DigitalNetwork"],
      swiftSettings: strict),
    .target(name: "BusInterface", swiftSettings: strict),
    .target(
      name: "Parts", dependencies: ["BusInterface"], exclude: partPages, swiftSettings: strict),
    .target(name: "Wiring", swiftSettings: strict),
    .target(
      name: "Plan", dependencies: ["FixedPoint", "Checksum", "DigitalNetwork"],
      swiftSettings: strict),
    .target(name: "Journal", dependencies: ["Checksum"], swiftSettings: strict),
    .target(
      name: "LearningEngine",
      dependencies: ["FixedPoint", "BoardInterface", "DigitalNetwork", "Plan"],
      swiftSettings: strict),
    .target(
      name: "LearningRun",
      dependencies: ["FixedPoint", "BoardInterface", "Plan", "LearningEngine", "Journal"],
      swiftSettings: strict),
    .target(name: "CDevice"),
    .target(name: "CRelaxation"),
    .target(name: "DigitalNetwork", dependencies: ["CRelaxation"], swiftSettings: strict),
    .target(
      name: "DigitalBoard",
      dependencies: ["FixedPoint", "BoardInterface", "CDevice", "DigitalNetwork", "Plan"],
      swiftSettings: strict),
    .target(name: "JournalFile", dependencies: ["Journal", "CDevice"], swiftSettings: strict),
    .target(
      name: "DeviceProgram",
      dependencies: [
        "BoardInterface", "Plan", "Journal", "JournalFile", "LearningRun", "CDevice",
      ],
      swiftSettings: strict),
    .target(
      name: "WiredBoard",
      dependencies: ["FixedPoint", "BoardInterface", "BusInterface", "Parts", "Plan", "Wiring"],
      swiftSettings: strict),
    .target(
      name: "CalibratedBoard", dependencies: ["FixedPoint", "BoardInterface", "Wiring"],
      swiftSettings: strict),
    .target(
      name: "CLinuxBoard", cSettings: [.define("WHEATSTONE_GPIOD", to: hasGpiod ? "1" : "0")],
      linkerSettings: hasGpiod ? [.linkedLibrary("gpiod")] : []),
    .target(
      name: "LinuxBoard", dependencies: ["BusInterface", "CLinuxBoard", "Wiring"],
      swiftSettings: strict),
    .executableTarget(
      name: "wheatstoned",
      dependencies: [
        "BoardInterface", "Plan", "LearningEngine", "Journal", "LearningRun", "CDevice",
        "DeviceProgram", "JournalFile", "LinuxBoard", "CalibratedBoard", "WiredBoard", "Wiring",
      ],
      swiftSettings: strict),
    .target(
      name: "Transcript", dependencies: ["FixedPoint", "Checksum", "BoardInterface", "Plan"],
      swiftSettings: strict),
    .executableTarget(
      name: "replay",
      dependencies: [
        "FixedPoint", "BoardInterface", "Plan", "LearningEngine", "Journal", "LearningRun",
        "CDevice", "DeviceProgram", "JournalFile", "Transcript",
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "digitald",
      dependencies: [
        "BoardInterface", "CDevice", "DeviceProgram", "DigitalBoard", "DigitalNetwork", "Journal",
        "JournalFile", "LearningEngine", "LearningRun", "Plan",
      ],
      swiftSettings: strict),

    // Host.
    .target(
      name: "PlanImage", dependencies: ["Plan", "Checksum", "Wiring"], swiftSettings: strict),
    .target(name: "CSparse"),
    .target(name: "CNetworks"),
    .target(
      name: "CGzip", cSettings: [.define("WHEATSTONE_ZLIB", to: hasZlib ? "1" : "0")],
      linkerSettings: hasZlib ? [.linkedLibrary("z")] : []),
    .target(
      name: "SimulatedBoard",
      dependencies: ["FixedPoint", "BoardInterface", "CSparse", "CNetworks", "Plan"],
      swiftSettings: strict),
    .target(
      name: "Calibration", dependencies: ["FixedPoint", "BoardInterface", "SimulatedBoard"],
      swiftSettings: strict),
    .target(
      name: "PartEmulators",
      dependencies: ["FixedPoint", "BoardInterface", "BusInterface", "Wiring", "SimulatedBoard"],
      swiftSettings: strict),
    .executableTarget(
      name: "hil",
      dependencies: [
        "FixedPoint", "BoardInterface", "BusInterface", "Plan", "PlanImage", "LearningEngine",
        "Journal", "LearningRun", "JournalFile", "WiredBoard", "Wiring", "SimulatedBoard",
        "PartEmulators", "BoardFile", "Curves",
      ],
      swiftSettings: strict),
    .target(
      name: "BoardFile",
      dependencies: [
        "FixedPoint", "Checksum", "Plan", "PlanImage", "BoardInterface", "SimulatedBoard", "Wiring",
        "Calibration", "CGzip", "DigitalNetwork", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Resources/SOURCE.md"],
      resources: [
        // The board that the program carries in itself; the files live in boards/iris9.
        .embedInCode("Resources/board.yaml"), .embedInCode("Resources/iris.yaml"),
        .embedInCode("Resources/iris-sign.yaml"), .embedInCode("Resources/iris-subset.yaml"),
        .embedInCode("Resources/iris.csv"),
      ],
      swiftSettings: strict),
    .target(
      name: "CPng", cSettings: [.define("WHEATSTONE_PNG", to: hasPng ? "1" : "0")],
      linkerSettings: hasPng ? [.linkedLibrary("png")] : []),
    .target(name: "ImageFile", dependencies: ["BoardFile", "CPng"], swiftSettings: strict),
    .target(
      name: "RelaxationView", dependencies: ["DigitalNetwork", "ImageFile"], swiftSettings: strict),
    .target(
      name: "Curves", dependencies: ["Journal", "JournalFile", "Plan", "BoardInterface"],
      swiftSettings: strict),
    .target(
      name: "Reproduction",
      dependencies: [
        "FixedPoint", "BoardInterface", "Plan", "PlanImage", "LearningEngine", "SimulatedBoard",
        "BoardFile", "Curves", "DigitalNetwork",
      ],
      resources: studyBoards.map { .embedInCode("Boards/\($0).yaml") },
      swiftSettings: strict),
    .target(
      name: "Workshop", dependencies: ["BoardFile", "Wiring", "SimulatedBoard"],
      swiftSettings: strict),
    .target(
      name: "Doctor", dependencies: ["BoardFile", "BusInterface", "LinuxBoard"],
      swiftSettings: strict),
    .executableTarget(
      name: "engine-benchmark",
      dependencies: [
        "FixedPoint", "BoardInterface", "Plan", "PlanImage", "LearningEngine", "DigitalNetwork",
        "BoardFile",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "wheatstone",
      dependencies: [
        "FixedPoint", "BoardInterface", "Plan", "LearningEngine", "Journal", "LearningRun",
        "PlanImage", "SimulatedBoard", "BoardFile", "Curves", "CDevice", "JournalFile",
        "PartEmulators", "WiredBoard", "Wiring", "Calibration", "CalibratedBoard", "LinuxBoard",
        "Workshop", "Doctor", "Reproduction", "DigitalBoard", "DigitalNetwork", "ImageFile",
        "RelaxationView",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TranscriptRecorder",
      dependencies: ["FixedPoint", "Checksum", "BoardInterface", "Transcript"],
      swiftSettings: strict),
    .executableTarget(
      name: "transcript-maker",
      dependencies: [
        "FixedPoint", "BoardInterface", "Plan", "PlanImage", "LearningEngine", "Journal",
        "JournalFile",
        "LearningRun", "SimulatedBoard", "BoardFile", "Transcript", "TranscriptRecorder",
        "Checksum",
      ],
      swiftSettings: strict),

    // Tests mirror the sources.
    .testTarget(name: "FixedPointTests", dependencies: ["FixedPoint"], swiftSettings: strict),
    .testTarget(name: "BusInterfaceTests", dependencies: ["BusInterface"], swiftSettings: strict),
    .testTarget(name: "WiringTests", dependencies: ["Wiring", "PlanImage"], swiftSettings: strict),
    .testTarget(
      name: "PartsTests",
      dependencies: ["Parts", "BusInterface", "PartEmulators", "SimulatedBoard"],
      swiftSettings: strict),
    .testTarget(
      name: "PartEmulatorsTests",
      dependencies: [
        "PartEmulators", "Parts", "BusInterface", "BoardInterface", "SimulatedBoard", "Wiring",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LinuxBoardTests", dependencies: ["LinuxBoard", "CLinuxBoard", "BusInterface"],
      swiftSettings: strict),
    .testTarget(name: "ChecksumTests", dependencies: ["Checksum"], swiftSettings: strict),
    .testTarget(
      name: "PlanTests", dependencies: ["Plan", "PlanImage", "FixedPoint"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "Checksum"], swiftSettings: strict),
    .testTarget(
      name: "JournalFileTests", dependencies: ["JournalFile", "Journal", "CDevice"],
      swiftSettings: strict),
    .testTarget(
      name: "LearningEngineTests",
      dependencies: [
        "LearningEngine", "BoardInterface", "FixedPoint", "Plan", "PlanImage", "SimulatedBoard",
        "BoardFile",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LearningRunTests",
      dependencies: [
        "LearningRun", "LearningEngine", "BoardInterface", "FixedPoint", "Plan", "PlanImage",
        "Journal", "DigitalBoard", "DigitalNetwork",
        "SimulatedBoard", "BoardFile",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SimulatedBoardTests",
      dependencies: ["SimulatedBoard", "FixedPoint", "BoardInterface"],
      exclude: ["Networks/references.json"], swiftSettings: strict),
    .testTarget(
      name: "BoardFileTests",
      dependencies: [
        "BoardFile", "Plan", "PlanImage", "SimulatedBoard", "BoardInterface", "FixedPoint",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DigitalBoardTests",
      dependencies: [
        "DigitalBoard", "DigitalNetwork", "LearningEngine", "BoardInterface", "FixedPoint", "Plan",
        "PlanImage",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DigitalNetworkTests", dependencies: ["DigitalNetwork", "CRelaxation", "FixedPoint"],
      swiftSettings: strict),
    .testTarget(
      name: "ImageFileTests", dependencies: ["ImageFile", "BoardFile", "CSparse", "CNetworks"],
      swiftSettings: strict),
    .testTarget(
      name: "RelaxationViewTests",
      dependencies: [
        "RelaxationView", "ImageFile", "DigitalNetwork", "BoardFile", "FixedPoint", "CSparse",
        "CNetworks",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CurvesTests",
      dependencies: ["Curves", "Journal", "JournalFile", "BoardInterface", "SimulatedBoard"],
      swiftSettings: strict),
    .testTarget(
      name: "TranscriptTests",
      dependencies: [
        "Transcript", "TranscriptRecorder", "LearningRun", "LearningEngine", "BoardInterface",
        "FixedPoint", "Checksum", "Plan", "PlanImage", "Journal", "SimulatedBoard",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "BoardFile", "BoardInterface", "FixedPoint", "Journal", "LearningEngine", "LearningRun",
        "Plan", "PlanImage", "SimulatedBoard", "PartEmulators", "WiredBoard", "Wiring",
        "DigitalBoard", "DigitalNetwork",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WiredBoardTests",
      dependencies: [
        "BoardFile", "BoardInterface", "BusInterface", "FixedPoint", "Plan", "PlanImage",
        "PartEmulators", "WiredBoard", "Wiring", "CSparse", "CNetworks",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CalibratedBoardTests",
      dependencies: ["CalibratedBoard", "BoardInterface", "FixedPoint", "PlanImage", "Wiring"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibrationTests",
      dependencies: [
        "Calibration", "BoardFile", "SimulatedBoard", "BoardInterface", "FixedPoint", "Plan",
        "PlanImage", "Wiring",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReproductionTests",
      dependencies: [
        "Reproduction", "BoardFile", "SimulatedBoard", "Plan", "CSparse", "CNetworks",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WorkshopTests",
      dependencies: [
        "Workshop", "BoardFile", "Wiring", "SimulatedBoard",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DoctorTests",
      dependencies: ["Doctor", "BoardFile", "CLinuxBoard", "CSparse", "CNetworks"],
      swiftSettings: strict),
    .testTarget(name: "wheatstoneTests", dependencies: ["wheatstone"], swiftSettings: strict),
  ]
)
