/// A storage with the scratch memory to work on it, and errors that say where.
@safe struct Medium<Storage: JournalStorage & ~Copyable>: ~Copyable {
  var storage: Storage
  let scratch: UnsafeMutableBufferPointer<UInt8>

  /// `scratch` must stay alive and untouched by others as long as this.
  init(
    _ storage: consuming Storage, scratch: UnsafeMutableRawBufferPointer, needed: Int
  ) throws(JournalError) {
    guard scratch.count >= max(needed, JournalLayout.readerScratchBytes) else {
      throw JournalError(
        .scratchTooSmall, place: UInt64(max(needed, JournalLayout.readerScratchBytes)),
        value: Int64(scratch.count))
    }
    self.storage = storage
    unsafe self.scratch = scratch.bindMemory(to: UInt8.self)
  }

  /// Fills the first `count` bytes of the scratch memory.
  mutating func read(at offset: UInt64, count: Int) throws(JournalError) {
    var bytes = unsafe UnsafeMutableRawBufferPointer(
      UnsafeMutableBufferPointer(rebasing: scratch[0..<count])
    ).mutableBytes
    do throws(StorageError) { try storage.read(at: offset, into: &bytes) } catch {
      throw JournalError(error, at: offset)
    }
  }

  mutating func write(at offset: UInt64, _ bytes: RawSpan) throws(JournalError) {
    do throws(StorageError) { try storage.write(at: offset, bytes) } catch {
      throw JournalError(error, at: offset)
    }
  }

  /// Writes these bytes of the scratch memory.
  mutating func writeScratch(_ range: Range<Int>, at offset: UInt64) throws(JournalError) {
    let bytes = unsafe UnsafeRawBufferPointer(
      UnsafeMutableBufferPointer(rebasing: scratch[range])
    ).bytes
    try write(at: offset, bytes)
  }

  mutating func sync() throws(JournalError) {
    do throws(StorageError) { try storage.sync() } catch { throw JournalError(error, at: 0) }
  }

  mutating func clear(byteCount: UInt64) throws(JournalError) {
    do throws(StorageError) { try storage.clear(byteCount: byteCount) } catch {
      throw JournalError(error, at: byteCount)
    }
  }

  mutating func extend(byteCount: UInt64) throws(JournalError) {
    do throws(StorageError) { try storage.extend(byteCount: byteCount) } catch {
      throw JournalError(error, at: byteCount)
    }
  }
}
