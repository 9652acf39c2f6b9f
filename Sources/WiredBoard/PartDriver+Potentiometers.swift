import BusInterface
import Parts
import Wiring

// Potentiometers.

extension PartDriver {
  static func write(
    _ part: PartNumber, _ place: PartPlace, wiper: UInt8, code: UInt16, previous: UInt16,
    _ script: inout Script
  ) {
    switch part {
    case .mcp4131: MCP4131.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .mcp4151: MCP4151.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .mcp4231: MCP4231.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .mcp4251: MCP4251.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .ad5206: AD5206.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .ad5144: AD5144.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .ad5220: AD5220.write(place, wiper: wiper, code: code, previous: previous, &script)
    case .x9c: X9C.write(place, wiper: wiper, code: code, previous: previous, &script)
    default: break
    }
  }

  static func apply(_ part: PartNumber, _ place: PartPlace, _ script: inout Script) {
    switch part {
    case .mcp4131: MCP4131.apply(place, &script)
    case .mcp4151: MCP4151.apply(place, &script)
    case .mcp4231: MCP4231.apply(place, &script)
    case .mcp4251: MCP4251.apply(place, &script)
    case .ad5206: AD5206.apply(place, &script)
    case .ad5144: AD5144.apply(place, &script)
    case .ad5220: AD5220.apply(place, &script)
    case .x9c: X9C.apply(place, &script)
    default: break
    }
  }

  static func readBack(
    _ part: PartNumber, _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) -> UInt32? {
    switch part {
    case .mcp4131: MCP4131.readBack(place, wiper: wiper, &script)
    case .mcp4151: MCP4151.readBack(place, wiper: wiper, &script)
    case .mcp4231: MCP4231.readBack(place, wiper: wiper, &script)
    case .mcp4251: MCP4251.readBack(place, wiper: wiper, &script)
    case .ad5206: AD5206.readBack(place, wiper: wiper, &script)
    case .ad5144: AD5144.readBack(place, wiper: wiper, &script)
    case .ad5220: AD5220.readBack(place, wiper: wiper, &script)
    case .x9c: X9C.readBack(place, wiper: wiper, &script)
    default: nil
    }
  }

  static func code(
    _ part: PartNumber, _ place: PartPlace, wiper: UInt8, _ script: borrowing Script,
    at answer: UInt32
  ) -> UInt16? {
    switch part {
    case .mcp4131: MCP4131.code(place, wiper: wiper, script, at: answer)
    case .mcp4151: MCP4151.code(place, wiper: wiper, script, at: answer)
    case .mcp4231: MCP4231.code(place, wiper: wiper, script, at: answer)
    case .mcp4251: MCP4251.code(place, wiper: wiper, script, at: answer)
    case .ad5206: AD5206.code(place, wiper: wiper, script, at: answer)
    case .ad5144: AD5144.code(place, wiper: wiper, script, at: answer)
    case .ad5220: AD5220.code(place, wiper: wiper, script, at: answer)
    case .x9c: X9C.code(place, wiper: wiper, script, at: answer)
    default: nil
    }
  }

  static func home(
    _ part: PartNumber, _ place: PartPlace, wiper: UInt8, _ script: inout Script
  ) {
    switch part {
    case .mcp4131: MCP4131.home(place, wiper: wiper, &script)
    case .mcp4151: MCP4151.home(place, wiper: wiper, &script)
    case .mcp4231: MCP4231.home(place, wiper: wiper, &script)
    case .mcp4251: MCP4251.home(place, wiper: wiper, &script)
    case .ad5206: AD5206.home(place, wiper: wiper, &script)
    case .ad5144: AD5144.home(place, wiper: wiper, &script)
    case .ad5220: AD5220.home(place, wiper: wiper, &script)
    case .x9c: X9C.home(place, wiper: wiper, &script)
    default: break
    }
  }
}
