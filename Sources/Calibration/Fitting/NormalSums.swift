/// The sums of a least squares problem whose rows are `shape(node) * strength(drive)`.
struct NormalSums {
  let count: Int
  private let nodes: Int
  private(set) var matrix: [Double]
  private(set) var right: [Double]
  private(set) var chiSquare = 0.0
  private(set) var rows = 0
  // Each probe's offset and gain: against the parameters, among themselves, against what is left.
  private var probeOffset: [Double]
  private var probeGain: [Double]
  private var probeSums: [ProbeSums]

  private struct ProbeSums {
    var one = 0.0
    var volts = 0.0
    var square = 0.0
    var left = 0.0
    var leftVolts = 0.0
  }

  /// A parameter that acts on the nodes like one of the shapes.
  struct Column {
    var parameter: Int
    var shape: Int
    var scale: Double
  }

  /// One state of the drivers.
  struct Drive {
    /// By column.
    var strengths: [Double]
    var volts: [Double]
    /// What the readings are above the prediction.
    var left: [Double]
  }

  init(count: Int, nodes: Int) {
    self.count = count
    self.nodes = nodes
    matrix = Array(repeating: 0, count: count * count)
    right = Array(repeating: 0, count: count)
    probeOffset = Array(repeating: 0, count: nodes * count)
    probeGain = probeOffset
    probeSums = Array(repeating: ProbeSums(), count: nodes)
  }

  mutating func add(
    _ columns: [Column], _ shapes: [[Double]], _ drives: [Drive], weights: [Double],
    gains: [Double]
  ) {
    let gram = Self.gram(shapes, weights: zip(weights, gains).map { $0 * $1 * $1 })
    addMatrix(columns, gram, shapes.count, drives)
    for drive in drives {
      for node in 0..<nodes {
        let (left, weight, volts) = (drive.left[node], weights[node], drive.volts[node])
        chiSquare += weight * left * left
        probeSums[node].one += weight
        probeSums[node].volts += weight * volts
        probeSums[node].square += weight * volts * volts
        probeSums[node].left += weight * left
        probeSums[node].leftVolts += weight * left * volts
      }
      rows += nodes
      for (index, column) in columns.enumerated() {
        let strength = drive.strengths[index]
        var sum = 0.0
        for node in 0..<nodes {
          let slope = weights[node] * gains[node] * shapes[column.shape][node] * strength
          sum += slope * drive.left[node]
          probeOffset[node * count + column.parameter] += slope
          probeGain[node * count + column.parameter] += slope * drive.volts[node]
        }
        right[column.parameter] += sum
      }
    }
  }

  private mutating func addMatrix(
    _ columns: [Column], _ gram: [Double], _ shapes: Int, _ drives: [Drive]
  ) {
    let width = columns.count
    let strengths = drives.flatMap(\.strengths)
    unsafe matrix.withUnsafeMutableBufferPointer { matrix in
      unsafe strengths.withUnsafeBufferPointer { strengths in
        for i in 0..<width {
          let (row, shape) = (columns[i].parameter * count, columns[i].shape * shapes)
          for j in 0..<width {
            var sum = 0.0
            var at = 0
            for _ in 0..<drives.count {
              unsafe sum += strengths[at &+ i] * strengths[at &+ j]
              at &+= width
            }
            unsafe matrix[row &+ columns[j].parameter] += sum * gram[shape &+ columns[j].shape]
          }
        }
      }
    }
  }

  /// The sums over nodes of the products of two shapes.
  private static func gram(_ shapes: [[Double]], weights: [Double]) -> [Double] {
    let (count, nodes) = (shapes.count, weights.count)
    let flat = shapes.flatMap { $0 }
    var gram = [Double](repeating: 0, count: count * count)
    unsafe flat.withUnsafeBufferPointer { flat in
      unsafe weights.withUnsafeBufferPointer { weights in
        for i in 0..<count {
          for j in 0...i {
            var sum = 0.0
            for node in 0..<nodes {
              unsafe sum += weights[node] * flat[i &* nodes &+ node] * flat[j &* nodes &+ node]
            }
            gram[i * count + j] = sum
            gram[j * count + i] = sum
          }
        }
      }
    }
    return gram
  }

  /// A parameter is known to be off by `left`, to within `deviation`.
  mutating func believe(_ parameter: Int, left: Double, within deviation: Double) {
    let weight = 1 / (deviation * deviation)
    matrix[parameter * count + parameter] += weight
    right[parameter] += weight * left
    chiSquare += weight * left * left
    rows += 1
  }

  /// Takes out the probes' offsets and gains, each known to within its error.
  mutating func eliminateProbes(_ error: [(offset: Double, gain: Double)]) {
    for node in 0..<nodes {
      let sums = probeSums[node]
      let one = sums.one + 1 / max(error[node].offset * error[node].offset, 1e-24)
      let square = sums.square + 1 / max(error[node].gain * error[node].gain, 1e-24)
      let determinant = one * square - sums.volts * sums.volts
      guard determinant > 0 else { continue }
      // The inverse of the two by two block.
      let (p, q, r) = (square / determinant, -sums.volts / determinant, one / determinant)
      let (left, leftVolts) = (sums.left, sums.leftVolts)
      chiSquare -= p * left * left + 2 * q * left * leftVolts + r * leftVolts * leftVolts
      let start = node * count
      unsafe matrix.withUnsafeMutableBufferPointer { matrix in
        for i in 0..<count {
          let (offset, gain) = (probeOffset[start + i], probeGain[start + i])
          let (x, y) = (p * offset + q * gain, q * offset + r * gain)
          if x == 0 && y == 0 { continue }
          right[i] -= x * left + y * leftVolts
          for j in 0..<count {
            let change = x * probeOffset[start &+ j] + y * probeGain[start &+ j]
            unsafe matrix[i &* count &+ j] -= change
          }
        }
      }
    }
  }
}
