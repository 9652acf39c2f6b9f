import Foundation

/// PNG files of 3 rows and 5 columns, written by Python's zlib after the standard, and two by Pillow;
/// and their greys by the formulas of `PNGFile.grey`, computed there.
struct PNGFixture: Sendable {
  let name: String
  let file: String
  let greys: [UInt8]

  var bytes: [UInt8] { Data(base64Encoded: file).map { [UInt8]($0) } ?? [] }

  static let all = [
    PNGFixture(
      name: "grey 1",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAQAAAABzTfhVAAAADklEQVR42mNYwRDAsAIABOYBoe5xT2MA"
        + "AAAASUVORK5CYII=",
      greys: [255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255]),
    PNGFixture(
      name: "grey 2",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAgAAAAA07YKFAAAAEUlEQVR42mN4coBhcgODnwMAEiQDRsoQ"
        + "9NAAAAAASUVORK5CYII=",
      greys: [255, 170, 85, 0, 255, 170, 85, 0, 255, 170, 85, 0, 255, 170, 85]),
    PNGFixture(
      name: "grey 4",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADBAAAAAC7rXclAAAAFElEQVR42mMwm/OBQbX7AYNI1QUAG4sE"
        + "sayYi7QAAAAASUVORK5CYII=",
      greys: [51, 102, 153, 204, 255, 34, 85, 136, 187, 238, 17, 68, 119, 170, 221]),
    PNGFixture(
      name: "grey 8",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAAAAAB+XZokAAAAGklEQVR42mNQVtPU0WcwMrWwtmNwdHH3"
        + "8gUAGbwDSfe7GQcAAAAASUVORK5CYII=",
      greys: [35, 38, 41, 44, 47, 50, 53, 56, 59, 62, 65, 68, 71, 74, 77]),
    PNGFixture(
      name: "grey 16",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADEAAAAAAuzUZnAAAAKklEQVR42mNg8BXmUz1vMcE7kCFOqOBy"
        + "85RpoSvFGHZfPzfjYeQXKbbbALf1DVxOaX2mAAAAAElFTkSuQmCC",
      greys: [0, 19, 38, 56, 75, 94, 112, 131, 150, 168, 187, 206, 224, 243, 7]),
    PNGFixture(
      name: "grey 8, interlaced",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAAAAAEJWqqyAAAAHklEQVR42mNgYHBhUGJYdeYdg6Axw+67"
        + "DKFp5R0zAT2DBvohOaqfAAAAAElFTkSuQmCC",
      greys: [0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238]),
    PNGFixture(
      name: "grey and alpha 8",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAQAAADxPw1zAAAAKklEQVR42mNg+C/4Vum28UmX7QyhS9Mm"
        + "lzd25M+MZVjlvdvyjPpd0XfMAPH8Dok3aDbtAAAAAElFTkSuQmCC",
      greys: [0, 16, 29, 40, 49, 55, 59, 60, 59, 56, 50, 42, 31, 18, 3]),
    PNGFixture(
      name: "grey and alpha 16",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADEAQAAAChr9EwAAAASklEQVR42gE/AMD/AAAA//8REe3tIiLb"
        + "2zMzyclERLe3AFVVpaVmZpOTd3eBgYiIb2+ZmV1dAKqqS0u7uzk5zMwnJ93dFRXu7gMDm9wdEZ4Odj4A"
        + "AAAASUVORK5CYII=",
      greys: [0, 16, 29, 40, 49, 55, 59, 60, 59, 56, 50, 42, 31, 18, 3]),
    PNGFixture(
      name: "colour 8",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAIAAADUVFKvAAAAO0lEQVR42gEwAM//AAD/ABH0UyLppjPe"
        + "+UTTTABVyJ9mvfJ3skWIp5iZnOsAqpE+u4aRzHvk3XA37mWKRIIZczBrZuUAAAAASUVORK5CYII=",
      greys: [150, 158, 166, 174, 153, 161, 169, 148, 156, 164, 143, 151, 159, 138, 146]),
    PNGFixture(
      name: "colour 16",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADEAIAAACExI7sAAAAaElEQVR42gFdAKL/AAAA//8AABER9PRT"
        + "UyIi6emmpjMz3t75+URE09NMTABVVcjIn59mZr298vJ3d7KyRUWIiKenmJiZmZyc6+sAqqqRkT4+u7uG"
        + "hpGRzMx7e+Tk3d1wcDc37u5lZYqKyBMy5SnWCYkAAAAASUVORK5CYII=",
      greys: [150, 158, 166, 174, 153, 161, 169, 148, 156, 164, 143, 151, 159, 138, 146]),
    PNGFixture(
      name: "colour and alpha 8",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAYAAABbNsX4AAAASklEQVR42gE/AMD/AAD/AP8R9FPtIumm"
        + "2zPe+clE00y3AFXIn6VmvfKTd7JFgYinmG+ZnOtdAKqRPku7hpE5zHvkJ91wNxXuZYoDO+0hAgddd1IA"
        + "AAAASUVORK5CYII=",
      greys: [150, 147, 143, 137, 110, 104, 97, 75, 68, 60, 42, 34, 24, 11, 2]),
    PNGFixture(
      name: "colour and alpha 16",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADEAYAAAALphm7AAAAhklEQVR42gF7AIT/AAAA//8AAP//ERH0"
        + "9FNT7e0iIunppqbb2zMz3t75+cnJRETT00xMt7cAVVXIyJ+fpaVmZr298vKTk3d3srJFRYGBiIinp5iY"
        + "b2+ZmZyc6+tdXQCqqpGRPj5LS7u7hoaRkTk5zMx7e+TkJyfd3XBwNzcVFe7uZWWKigMDh+xCA5i900cA"
        + "AAAASUVORK5CYII=",
      greys: [150, 147, 143, 137, 110, 104, 97, 75, 68, 60, 42, 34, 24, 11, 2]),
    PNGFixture(
      name: "palette 1",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAQMAAABh+Fe7AAAABlBMVEUA/wAR9FPwVZPzAAAADklEQVR4"
        + "2mNYwRDAsAIABOYBoe5xT2MAAAAASUVORK5CYII=",
      greys: [158, 150, 158, 150, 158, 150, 158, 150, 158, 150, 158, 150, 158, 150, 158]),
    PNGFixture(
      name: "palette 2",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAgMAAAAmWC1rAAAADFBMVEUA/wAR9FMi6aYz3vkHIqU+AAAA"
        + "EUlEQVR42mNIc2CY2cCQ5gAACwICZuhNHxsAAAAASUVORK5CYII=",
      greys: [158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158]),
    PNGFixture(
      name: "palette 4",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADBAMAAACpGNjLAAAADFBMVEUA/wAR9FMi6aYz3vkHIqU+AAAA"
        + "EklEQVR42mMQEhJgUFRUYADSAATNAMuMWFSsAAAAAElFTkSuQmCC",
      greys: [158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158]),
    PNGFixture(
      name: "palette 8",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAMAAABs6DXKAAAADFBMVEUA/wAR9FMi6aYz3vkHIqU+AAAA"
        + "E0lEQVR42mNgZAJCBhDBxABmAwAA2AAXY+1EjwAAAABJRU5ErkJggg==",
      greys: [158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158, 166, 158]),
    PNGFixture(
      name: "palette with alpha",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAgMAAAAmWC1rAAAADFBMVEUA/wAR9FMi6aYz3vkHIqU+AAAA"
        + "BHRSTlMA/4BAQFSLrAAAABFJREFUeNpjkGZgyHFg2NgAAAXfAfnc5i5nAAAAAElFTkSuQmCC",
      greys: [0, 158, 83, 44, 0, 158, 83, 44, 0, 158, 83, 44, 0, 158, 83]),
    PNGFixture(
      name: "grey 8, one grey transparent",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAAAAAB+XZokAAAAAnRSTlMAIqPzjNwAAAAaSURBVHjaY2AQ"
        + "VDJ2YQhNK++YybBq95m77wAo6Qb6z6tdKAAAAABJRU5ErkJggg==",
      greys: [0, 17, 0, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238]),
    PNGFixture(
      name: "colour 8, written by Pillow",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAIAAADUVFKvAAAAI0lEQVR4nGNk+M8g+DUYjlhCT86HcT4J"
        + "fp0P4X8S/AoR/QQA/hAXJP5F8i4AAAAASUVORK5CYII=",
      greys: [150, 158, 166, 174, 153, 161, 169, 148, 156, 164, 143, 151, 159, 138, 146]),
    PNGFixture(
      name: "grey and alpha 8, written by Pillow",
      file: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAQAAADxPw1zAAAAGElEQVR42mNk+C/4DgJZQpfBmIyrvGFM"
        + "APDWDupoh/f2AAAAAElFTkSuQmCC",
      greys: [0, 16, 29, 40, 49, 55, 59, 60, 59, 56, 50, 42, 31, 18, 3]),
  ]
}
