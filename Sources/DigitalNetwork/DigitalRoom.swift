import CRelaxation

/// What one of those who turn elements works in.
@unsafe
struct DigitalRoom {
  /// What a batch says to the columns of a block.
  var said: UnsafeMutablePointer<Int16>
  var sums: UnsafeMutablePointer<Int32>
  /// What it says to some rows.
  var lists: UnsafeMutablePointer<wheatstone_changes>
  /// Two rows of taps as they were.
  var before: UnsafeMutablePointer<Int32>
  /// How far updates moved the elements of each block, where they are measured.
  var sizes = InlineArray<16, DigitalUpdateSize>(repeating: DigitalUpdateSize())
  /// How many products it has formed.
  var products = 0

  /// `widest`: columns of the widest layer that is not imposed. Nil where only counted.
  init?(batch: Int, widest: Int, _ carver: inout DigitalCarver) {
    let said: UnsafeMutablePointer<Int16>? = unsafe carver.carve(2 * batch * widest)
    let sums: UnsafeMutablePointer<Int32>? = unsafe carver.carve(widest)
    let before: UnsafeMutablePointer<Int32>? = unsafe carver.carve(2 * widest)
    let lists: UnsafeMutablePointer<wheatstone_changes>? =
      unsafe carver.carve(Int(WHEATSTONE_ROWS))
    for row in 0..<Int(WHEATSTONE_ROWS) {
      let list = unsafe carver.carveChanges(batch)
      if let list = unsafe list, let lists = unsafe lists {
        unsafe (lists + row).initialize(to: list)
      }
    }
    guard let said = unsafe said, let sums = unsafe sums, let lists = unsafe lists,
      let before = unsafe before
    else { return nil }
    unsafe self.said = said
    unsafe self.sums = sums
    unsafe self.lists = lists
    unsafe self.before = before
  }
}
