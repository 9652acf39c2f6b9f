/// Chip selects beyond those that the kernel's device tree gives a Raspberry Pi.
public struct DeviceTreeOverlay: Sendable {
  public var board: String
  public var selects: [ChipSelect]
  private let ownLines: Set<String>

  /// - Returns: nil where the board needs none.
  public init?(_ assembly: Assembly) {
    board = assembly.board
    ownLines = assembly.ownLines
    selects = assembly.chipSelects.filter { $0.gpio != nil && RaspberryHeader.spi($0.bus) != nil }
    guard selects.contains(where: \.needsOverlay) else { return nil }
  }

  /// What the file is called without its ending.
  public var name: String { "wheatstone-\(board)" }

  /// Device-tree source; how to compile and install it stands in it.
  public var source: String {
    var text = """
      // Chip selects of the board \(board), written by `wheatstone wiring \(board) --overlay FILE`.
      //
      //   dtc -@ -I dts -O dtb -o \(name).dtbo \(name).dts
      //   sudo cp \(name).dtbo /boot/firmware/overlays/    (/boot/overlays before Debian 12)
      //
      // and in config.txt:
      //
      //   dtparam=spi=on
      //   dtoverlay=\(name)

      """
    for select in selects {
      text += "// /dev/spidev\(select.bus).\(select.select): \(select.line ?? "")\n"
    }
    text += "/dts-v1/;\n/plugin/;\n\n/ {\n  compatible = \"brcm,bcm2835\";\n"
    var fragment = 0
    for bus in Set(selects.map(\.bus)).sorted() {
      text += self.fragments(bus, first: &fragment)
    }
    return text + "};\n"
  }

  private func fragments(_ bus: Int, first fragment: inout Int) -> String {
    let usual = RaspberryHeader.spi(bus)?.selects ?? []
    let own = selects.filter { $0.bus == bus }
    let count = max(usual.count, (own.map(\.select).max() ?? 0) + 1)
    let lines = (0..<count).map { index in
      own.first { $0.select == index }?.gpio ?? kept(index, of: usual)
    }
    let pins = lines.compactMap { $0.map(String.init) }.joined(separator: " ")
    let gpios = lines.map { $0.map { "<&gpio \($0) 1>" } ?? "<0>" }.joined(separator: ",\n        ")
    var text = ""
    if bus == 0 {
      text += """
          fragment@\(fragment) {
            target = <&spi0_cs_pins>;
            __overlay__ {
              brcm,pins = <\(pins)>;
              brcm,function = <1>;
            };
          };

        """
    } else {
      text += """
          fragment@\(fragment) {
            target = <&gpio>;
            __overlay__ {
              spi\(bus)_pins: spi\(bus)_pins {
                brcm,pins = <19 20 21>;
                brcm,function = <3>;
              };
              spi\(bus)_cs_pins: spi\(bus)_cs_pins {
                brcm,pins = <\(pins)>;
                brcm,function = <1>;
              };
            };
          };

        """
    }
    let pinctrl =
      bus == 0
      ? ""
      : "\n      pinctrl-names = \"default\";"
        + "\n      pinctrl-0 = <&spi\(bus)_pins &spi\(bus)_cs_pins>;"
    text += """
        fragment@\(fragment + 1) {
          target = <&spi\(bus)>;
          __overlay__ {
            #address-cells = <1>;
            #size-cells = <0>;
            status = "okay";\(pinctrl)
            cs-gpios = \(gpios);

      """
    for select in own where bus != 0 || select.select >= usual.count {
      // The name "spidev" is refused by kernels since 4.1; this one every spidev driver knows.
      text += """
              spidev@\(String(select.select, radix: 16)) {
                compatible = "rohm,dh2228fv";
                reg = <\(select.select)>;
                #address-cells = <1>;
                #size-cells = <0>;
                spi-max-frequency = <125000000>;
              };

        """
    }
    fragment += 2
    return text + "    };\n  };\n"
  }

  /// A select of the kernel's that the board does not use stays, unless the board uses its line.
  private func kept(_ index: Int, of usual: [Int]) -> Int? {
    guard usual.indices.contains(index), !ownLines.contains("GPIO\(usual[index])") else {
      return nil
    }
    return usual[index]
  }
}
