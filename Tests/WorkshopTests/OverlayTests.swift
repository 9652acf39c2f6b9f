import Foundation
import Testing
import Workshop

@Suite struct OverlayTests {
  static let compiler = ["/usr/bin/dtc", "/usr/local/bin/dtc", "/opt/homebrew/bin/dtc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test func namesEverySelect() throws {
    let source = try #require(DeviceTreeOverlay(assembly(board("bench32-pi")))?.source)
    #expect(source.contains("brcm,pins = <8 7 22 23 24 25 26 5 6 12 13 16 19 20 21 18 4>;"))
    for select in 2...16 { #expect(source.contains("reg = <\(select)>;")) }
    // The kernel's own two stay as they are.
    #expect(!source.contains("reg = <1>;"))
    #expect(source.contains("dtoverlay=wheatstone-bench32-pi"))
  }

  /// A gap among the selects keeps its place.
  @Test func gapsAreKept() throws {
    let gap = try board("precision16-pi", changing: "spi: 0.5", to: "spi: 0.7")
    let source = try #require(DeviceTreeOverlay(assembly(gap))?.source)
    #expect(source.contains("brcm,pins = <8 7 22 23 24 25>;"))
    #expect(source.components(separatedBy: "<0>,").count == 3)
  }

  @Test func noneWhereTheKernelsAreEnough() throws {
    let assembly = try assembly(board("tiny4-pi"))
    var few = assembly
    few.chipSelects = assembly.chipSelects.filter { !$0.needsOverlay }
    #expect(few.chipSelects.count == 2)
    #expect(DeviceTreeOverlay(few) == nil)
  }

  @Test(.enabled(if: compiler != nil), arguments: wiredBoards)
  func compiles(_ name: String) throws {
    let overlay = try #require(DeviceTreeOverlay(assembly(board(name))))
    let (status, errors) = try compile(overlay.source)
    #expect(status == 0, "\(errors)")
    // dtc's checks of addresses and names.
    #expect(!errors.contains("Warning"), "\(errors)")
  }

  @Test(.enabled(if: compiler != nil)) func secondBusCompiles() throws {
    let moved = try board("precision16-pi", changing: "spi: 0.", to: "spi: 1.")
    let overlay = try #require(DeviceTreeOverlay(assembly(moved)))
    // The arm line has GPIO17, which is that bus's second select otherwise.
    #expect(overlay.source.contains("brcm,pins = <18 22 16 23 24 25>;"))
    let (status, errors) = try compile(overlay.source)
    #expect(status == 0, "\(errors)")
  }

  @Test(.enabled(if: compiler != nil)) func compilerRefusesNonsense() throws {
    let overlay = try #require(DeviceTreeOverlay(assembly(board("tiny4-pi"))))
    #expect(try compile(overlay.source.replacingOccurrences(of: "};", with: "}")).status != 0)
  }

  private func compile(_ source: String) throws -> (status: Int32, errors: String) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "overlay-\(UUID().uuidString).dts")
    try Data(source.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = ["-@", "-I", "dts", "-O", "dtb", "-o", "/dev/null", file.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
