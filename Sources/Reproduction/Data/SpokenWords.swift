internal import BoardFile
internal import FixedPoint
internal import Foundation

/// Utterances of "zero" and "one" as the currents of three frequency bands.
///
/// Recordings: Free Spoken Digit Dataset (CC BY-SA 4.0), 8 kHz; files `DIGIT_SPEAKER_INDEX.wav`.
struct SpokenWords {
  static let speakers = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"]
  static let utterances = 25
  static let frames = 60
  /// Hertz.
  static let bands = [250.0...450, 700.0...1_300, 1_500.0...2_600]
  private static let window = 256
  private static let hop = 80
  private static let gain = 8.0

  /// `train[i]` and `test[i]`: currents, `[frame][band]`, and the word, 0 or 1; words alternate.
  private(set) var train: [(currents: [[Double]], word: Int)] = []
  private(set) var test: [(currents: [[Double]], word: Int)] = []

  /// nil: the recordings are not there. `perWord` utterances of each word are drawn for training,
  /// the others are the test.
  init?(folder: String, speaker: String, perWord: Int, seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, stream: 0x574F_5244)
    var drawn: [[[[Double]]]] = []
    var left: [[[[Double]]]] = []
    for word in 0..<2 {
      var order = Array(0..<Self.utterances)
      for index in order.indices.reversed() where index > 0 {
        order.swapAt(index, Int(generator.next(below: UInt32(index + 1))))
      }
      var spectra: [[[Double]]] = []
      for index in order {
        let path = "\(folder)/\(word)_\(speaker)_\(index).wav"
        guard let bytes = FileStore.bytes(ofFile: path, limit: WaveFile.byteLimit) else {
          return nil
        }
        let sound = try WaveFile(bytes)
        guard sound.rate == 8_000 else {
          throw StudyError(description: "\(path): \(sound.rate) samples a second; allowed: 8000")
        }
        spectra.append(Self.spectrum(sound.samples))
      }
      drawn.append(Array(spectra.prefix(perWord)))
      left.append(Array(spectra.dropFirst(perWord)))
    }
    let largest = Self.bands.indices.map { band in
      max(drawn.joined().joined().map { $0[band] }.max() ?? 0, 1e-12)
    }
    func currents(_ spectrum: [[Double]]) -> [[Double]] {
      (0..<Self.frames).map { frame in
        Self.bands.indices.map { band in
          guard frame < spectrum.count else { return 0 }
          return Self.gain * min(pow(spectrum[frame][band] / largest[band], 0.7), 1)
        }
      }
    }
    for index in 0..<perWord {
      for word in 0..<2 { train.append((currents(drawn[word][index]), word)) }
    }
    for word in 0..<2 { test += left[word].map { (currents($0), word) } }
  }

  /// The amplitude in each band, frame by frame; silence at both ends is cut.
  private static func spectrum(_ samples: [Double]) -> [[Double]] {
    var frames: [[Double]] = []
    var loudness: [Double] = []
    for start in stride(from: 0, through: max(samples.count - window, 0), by: hop) {
      let part = (0..<window).map { index in
        start + index < samples.count ? samples[start + index] * hann[index] : 0
      }
      frames.append(bands.map { amplitude(part, $0) })
      loudness.append(part.map { $0 * $0 }.reduce(0, +).squareRoot())
    }
    let threshold = 0.2 * (loudness.max() ?? 0)
    guard let first = loudness.firstIndex(where: { $0 >= threshold }),
      let last = loudness.lastIndex(where: { $0 >= threshold })
    else { return [] }
    return Array(frames[first...last])
  }

  private static let hann: [Double] = (0..<window).map {
    0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(window))
  }

  private static let cosines: [Double] = (0..<window).map {
    cos(2 * Double.pi * Double($0) / Double(window))
  }

  /// Root of the summed power of the Fourier bins within the band.
  private static func amplitude(_ part: [Double], _ band: ClosedRange<Double>) -> Double {
    let width = 8_000 / Double(window)
    let bins = Int((band.lowerBound / width).rounded(.up))...Int(band.upperBound / width)
    var power = 0.0
    for bin in bins {
      var (real, imaginary) = (0.0, 0.0)
      for (index, value) in part.enumerated() {
        real += value * cosines[bin * index % window]
        // sin(a) = cos(a - quarter turn).
        imaginary += value * cosines[(bin * index + 3 * window / 4) % window]
      }
      power += real * real + imaginary * imaginary
    }
    return power.squareRoot()
  }
}
