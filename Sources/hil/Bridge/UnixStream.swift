import Foundation

/// A unix stream socket, blocking. Not more: what crosses it is a record at a time.
final class UnixStream: @unchecked Sendable {
  private let file: Int32

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Connects, waiting up to `seconds` for the socket to be there.
  init(path: String, seconds: Double) throws {
    let until = Date(timeIntervalSinceNow: seconds)
    while true {
      let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      guard file >= 0 else { throw Failure(description: "socket: errno \(errno)") }
      if Self.connects(file, path) {
        self.file = file
        return
      }
      close(file)
      guard Date() < until else { throw Failure(description: "\(path): nobody listens") }
      usleep(20_000)
    }
  }

  private static func connects(_ file: Int32, _ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else { return false }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  deinit { close(file) }

  /// Makes a read that is under way end.
  func shutDown() { _ = shutdown(file, Int32(SHUT_RDWR)) }

  func read(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let result = unsafe bytes.withUnsafeMutableBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.read(file, base + got, count - got)
      }
      if result < 0 && errno == EINTR { continue }
      guard result > 0 else { throw Failure(description: "the other side has gone") }
      got += result
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.send(file, base + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if result < 0 && errno == EINTR { continue }
      guard result > 0 else { throw Failure(description: "the other side has gone") }
      sent += result
    }
  }
}

/// Little-endian fields of a record.
struct Fields {
  let bytes: [UInt8]

  func word(_ offset: Int, _ count: Int) -> UInt64 {
    guard offset + count <= bytes.count else { return 0 }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
  func u16(_ offset: Int) -> Int { Int(word(offset, 2)) }
  func u32(_ offset: Int) -> UInt32 { UInt32(word(offset, 4)) }
  func i32(_ offset: Int) -> Int32 { Int32(bitPattern: u32(offset)) }
}

extension [UInt8] {
  mutating func add(_ value: some FixedWidthInteger & UnsignedInteger) {
    var rest = UInt64(value)
    for _ in 0..<(type(of: value).bitWidth / 8) {
      append(UInt8(rest & 0xFF))
      rest >>= 8
    }
  }

  mutating func pad(to multiple: Int) {
    while count % multiple != 0 { append(0) }
  }
}
