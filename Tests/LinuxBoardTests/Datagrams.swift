import Foundation

/// A datagram socket that stands in for the service manager's; made under a path, or with `@` under
/// an abstract name.
final class Datagrams: Sendable {
  private let file: Int32
  private let path: String

  init?(_ name: String) {
    path = name
    file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(name.utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    if name.hasPrefix("@") { address.sun_path.0 = 0 }
    let size = socklen_t(2 + bytes.count)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(file, $0, size)
      }
    }
    if result != 0 { return nil }
  }

  deinit {
    close(file)
    if path.hasPrefix("/") { unsafe unlink(path) }
  }

  /// The next datagram; nil where none is waiting.
  func next() -> String? {
    var bytes = [UInt8](repeating: 0, count: 2_048)
    let count = unsafe recv(file, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: bytes[0..<count], as: UTF8.self)
  }
}
