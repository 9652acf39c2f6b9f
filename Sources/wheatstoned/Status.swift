import BoardInterface
import DeviceProgram

/// Exit statuses; the first ones are those of sysexits.h.
extension Failure {
  static var unusable: Int32 { 65 }
  static var unavailable: Int32 { 69 }
  static var noMemory: Int32 { 71 }

  /// A fault of the board: 80 and its kind, so that a service manager can tell them apart.
  init(ending fault: BoardFault) {
    self.init(fault)
    status = 80 + Int32(fault.kind.rawValue)
  }
}
