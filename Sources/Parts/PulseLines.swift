/// The three lines of a part that is stepped by pulses, as bits of a set of lines.
struct PulseLines {
  let select: UInt64
  let clock: UInt64
  let up: UInt64

  init(_ place: PartPlace) {
    select = 1 &<< UInt64(place.firstLine)
    clock = select &<< 1
    up = select &<< 2
  }

  var all: UInt64 { select | clock | up }
}
